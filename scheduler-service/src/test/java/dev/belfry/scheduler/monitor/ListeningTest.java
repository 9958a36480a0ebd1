package dev.belfry.scheduler.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.monitor.Gap;
import dev.belfry.scheduler.monitor.Listening.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListeningTest {

    private static final Duration SETTLE = Duration.ofSeconds(4);

    @Test
    void findsWhatNoInstanceCovers() {
        assertThat(gaps(span(0, 100), span(160, 300), span(300, 400))).containsExactly(gap(96, 160));
    }

    @Test
    void oneInstanceIsEnough() {
        assertThat(gaps(span(0, 100), span(50, 200), span(110, 120), span(190, 300)))
                .isEmpty();
    }

    @Test
    void takesSpansInAnyOrder() {
        assertThat(gaps(span(500, 600), span(0, 100), span(200, 300))).containsExactly(gap(96, 200), gap(296, 500));
    }

    /** Before there was a record there is no telling, and nothing is held against it. */
    @Test
    void knowsOfNoGapBeforeTheFirstSpan() {
        assertThat(gaps(span(1_000, 1_100))).isEmpty();
        assertThat(gaps()).isEmpty();
    }

    private static List<Gap> gaps(Span... spans) {
        return Listening.of(List.of(spans), SETTLE).gaps();
    }

    private static Span span(long from, long to) {
        return new Span(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to));
    }

    private static Gap gap(long from, long to) {
        return new Gap(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to));
    }
}
