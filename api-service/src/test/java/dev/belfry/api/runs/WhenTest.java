package dev.belfry.api.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhenTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"60s,PT1M", "15m,PT15M", "1h,PT1H", "1hr,PT1H", "30d,PT720H", "2w,PT336H", "1h30m,PT1H30M", "1d2h,PT26H"
    })
    void readsSpans(String text, Duration span) {
        assertThat(When.span(text)).contains(span);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "60", "1 h", "h", "-1h", "1.5h", "1y", "1M", "PT1H", "1h-", "99999999999s"})
    void refusesWhatIsNoSpan(String text) {
        assertThat(When.span(text)).isEmpty();
        assertThat(When.span("1s".repeat(51))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-01T00:00:00Z,2026-12-01T00:00:00Z",
        "2026-12-01T02:00:00+02:00,2026-12-01T00:00:00Z",
        "2026-12-01T00:00:00,2026-12-01T00:00:00Z",
        "2026-12-01,2026-12-01T00:00:00Z",
        "1h,2026-11-22T13:00:00Z",
    })
    void readsDelaysAsSpansAndTimes(String text, Instant due) {
        assertThat(When.delay(text, NOW)).contains(due);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-11-22T12:00:00Z", "2020-01-01T00:00:00Z", "2028-01-01T00:00:00Z", "400d", "60", "soon"})
    void refusesDelaysThatLeadNowhere(String text) {
        assertThat(When.delay(text, NOW)).isEmpty();
    }

    @Test
    void readsInstantsAsMillisecondsAndAsTimes() {
        assertThat(When.instant("1772452801000")).contains(Instant.parse("2026-03-02T12:00:01Z"));
        assertThat(When.instant("2026-03-02T12:00:01Z")).contains(Instant.parse("2026-03-02T12:00:01Z"));
        assertThat(When.instant("999999999999999")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,0s", "90,1m30s", "600,10m", "3600,1h", "90061,1d1h1m1s"})
    void writesSpansAsTheyAreRead(long seconds, String text) {
        assertThat(When.text(seconds)).isEqualTo(text);
        assertThat(When.span(text)).contains(Duration.ofSeconds(seconds));
    }
}
