package dev.belfry.transport.http;

import org.jspecify.annotations.Nullable;

/**
 * Where the time of a call went, in milliseconds with three decimals, never negative.
 *
 * <p>With redirects each phase is the sum over all requests of the call. A phase is null when no request of the call
 * went through it to its end. The phases never overlap; what they leave of the total is reading the answer, waiting in
 * the client for a free connection, and a phase that failed or was cut off.
 *
 * @param dnsMs resolving names; null for an address; near zero when the answer was remembered
 * @param connectMs TCP, including addresses that were tried in vain, and a wait for a free place where as many calls as
 *     permitted were under way, and of a client's first call with TLS setting that up; null when an open connection was used again
 * @param tlsMs agreeing on TLS; null for plain http and when an open connection was used again
 * @param firstByteMs from beginning to send the request to the head of the answer
 * @param totalMs from the start of the call to its end, whichever it was
 */
public record CallTiming(
        @Nullable Double dnsMs,
        @Nullable Double connectMs,
        @Nullable Double tlsMs,
        @Nullable Double firstByteMs,
        double totalMs) {}
