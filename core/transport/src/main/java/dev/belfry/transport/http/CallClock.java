package dev.belfry.transport.http;

import dev.belfry.transport.http.OpenedConnections.Opened;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up where the time of one call goes, request by request. Confined to the call's context. */
final class CallClock {

    private enum Phase {
        DNS,
        CONNECT,
        TLS,
        FIRST_BYTE
    }

    private final long start = System.nanoTime();
    private final Map<Phase, Long> spent = new EnumMap<>(Phase.class);

    void resolved(long since) {
        add(Phase.DNS, since, System.nanoTime());
    }

    /** A connection was opened for the call, or for another one that found a better one meanwhile. */
    void connected(long since, Opened opened) {
        if (opened.readyAt() < since) {
            return;
        }
        // Whoever asked in the middle of another's handshake waited for the rest of it only.
        long tcp = Math.max(since, opened.tcpAt());
        add(Phase.CONNECT, since, tcp);
        if (opened.isTls()) {
            add(Phase.TLS, tcp, opened.readyAt());
        }
    }

    void answered(long since) {
        add(Phase.FIRST_BYTE, since, System.nanoTime());
    }

    CallTiming read() {
        return new CallTiming(
                millis(Phase.DNS),
                millis(Phase.CONNECT),
                millis(Phase.TLS),
                millis(Phase.FIRST_BYTE),
                millis(System.nanoTime() - start));
    }

    private void add(Phase phase, long from, long to) {
        spent.merge(phase, to - from, Long::sum);
    }

    private @Nullable Double millis(Phase phase) {
        Long nanos = spent.get(phase);
        return nanos == null ? null : millis(nanos);
    }

    /** Rounded down, so that the parts never exceed the whole. */
    private static double millis(long nanos) {
        return nanos / 1_000 / 1_000.0;
    }
}
