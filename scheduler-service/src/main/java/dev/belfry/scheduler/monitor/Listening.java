package dev.belfry.scheduler.monitor;

import dev.belfry.core.monitor.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When somebody listened, told by all instances together.
 *
 * @param gaps in which nobody did, in their order; what lies before the first span is none
 */
record Listening(List<Gap> gaps) {

    /** From its beginning to its end one instance listened. */
    record Span(Instant beganAt, Instant untilAt) {}

    /**
     * @param settle how long a ping takes from its arrival to its commit, at worst: one that came shortly before a span
     *     ended may have been lost with it, so a gap begins that much earlier
     */
    static Listening of(List<Span> spans, Duration settle) {
        List<Span> ordered =
                spans.stream().sorted(Comparator.comparing(Span::beganAt)).toList();
        List<Gap> gaps = new ArrayList<>();
        Instant heard = ordered.isEmpty() ? Instant.MAX : ordered.get(0).beganAt();
        for (Span span : ordered) {
            if (span.beganAt().isAfter(heard)) {
                gaps.add(new Gap(heard.minus(settle), span.beganAt()));
            }
            if (span.untilAt().isAfter(heard)) {
                heard = span.untilAt();
            }
        }
        return new Listening(gaps);
    }
}
