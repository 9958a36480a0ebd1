package dev.belfry.transport.http;

import java.time.Duration;
import java.util.Map;

/**
 * One HTTP call to make.
 *
 * @param method one of {@link dev.belfry.core.request.TargetRequest#METHODS}
 * @param url http or https; judged when the call is made
 * @param headers sent as they stand; {@link dev.belfry.core.outbound.RequestHeaders} judges them when the call is made
 * @param body may be empty
 * @param timeout for the whole call, from resolving the first name to the last byte of the last answer
 * @param maxRedirects how many redirects are followed, from 0 to {@link #MOST_REDIRECTS}; where more come, the last
 *     redirect is the answer
 * @param sensitive what no redirect may take to another origin
 */
public record OutboundCall(
        String method,
        String url,
        Map<String, String> headers,
        byte[] body,
        Duration timeout,
        int maxRedirects,
        Sensitive sensitive) {

    /** More than any sound chain needs; each hop is a call that somebody else's server makes us do. */
    public static final int MOST_REDIRECTS = 5;

    /** Refuses a number of redirects out of range. */
    public OutboundCall {
        if (maxRedirects < 0 || maxRedirects > MOST_REDIRECTS) {
            throw new IllegalArgumentException(
                    "maxRedirects must be from 0 to " + MOST_REDIRECTS + ", not " + maxRedirects);
        }
    }

    /** A call that follows no redirect. */
    public OutboundCall(String method, String url, Map<String, String> headers, byte[] body, Duration timeout) {
        this(method, url, headers, body, timeout, 0, Sensitive.UNKNOWN);
    }

    /** Says what it is without the parts that may hold secrets: its URL, its headers' values and its body. */
    @Override
    public String toString() {
        return "OutboundCall[" + method + ", headers " + headers.keySet() + ", " + body.length + " bytes]";
    }

    /** The same call, following redirects. */
    public OutboundCall following(int redirects, Sensitive parts) {
        return new OutboundCall(method, url, headers, body, timeout, redirects, parts);
    }
}
