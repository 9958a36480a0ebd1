package dev.belfry.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestartDelayTest {

    private static final Duration AT_ONCE = Duration.ofMillis(300);

    private final RestartDelay delay = new RestartDelay();

    @Test
    void bringsAPartBackWithinASecond() {
        assertThat(delay.after(AT_ONCE)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void waitsTwiceAsLongEachTimeUpToHalfAMinute() {
        assertThat(Stream.generate(() -> delay.after(AT_ONCE)).limit(10).map(Duration::toMillis))
                .containsExactly(200L, 400L, 800L, 1600L, 3200L, 6400L, 12800L, 25600L, 30000L, 30000L);
    }

    @Test
    void startsOverAfterALifeOfTenSeconds() {
        Stream.generate(() -> delay.after(AT_ONCE)).limit(5).forEach(ignored -> {});

        assertThat(delay.after(Duration.ofSeconds(10))).isEqualTo(Duration.ofMillis(200));
        assertThat(delay.after(AT_ONCE)).isEqualTo(Duration.ofMillis(400));
    }
}
