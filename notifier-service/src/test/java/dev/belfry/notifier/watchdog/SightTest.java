package dev.belfry.notifier.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SightTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final Sight sight = new Sight(Duration.ofSeconds(60), Duration.ofSeconds(30));

    @Test
    void judgesOnlyAfterItHasSeenForLongEnough() {
        look(0, 55, false);
        assertThat(sight.mayJudge()).isFalse();

        look(60, 60, false);
        assertThat(sight.mayJudge()).isTrue();
    }

    @Test
    void beginsAnewWhenItWasBlind() {
        look(0, 120, false);

        sight.blind();
        look(125, 180, false);

        assertThat(sight.mayJudge()).isFalse();
    }

    @Test
    void beginsAnewAfterTheProcessStoodStill() {
        look(0, 120, false);

        look(160, 160, false);

        assertThat(sight.mayJudge()).isFalse();
    }

    @Test
    void isWellForLongOnlyWithoutTroubleInBetween() {
        look(0, 60, true);
        assertThat(sight.isWellForLong()).isTrue();

        look(65, 65, false);
        look(70, 120, true);
        assertThat(sight.isWellForLong()).isFalse();

        look(125, 130, true);
        assertThat(sight.isWellForLong()).isTrue();
    }

    private void look(int from, int to, boolean isWell) {
        for (int second = from; second <= to; second += 5) {
            sight.saw(START.plusSeconds(second), isWell);
        }
    }
}
