package dev.belfry.api.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TakenTest {

    /** A request comes back every second. */
    private static final Limit SIXTY = new Limit("test", 60, Duration.ofMinutes(1));

    private static final long SECOND = 1_000_000;

    @Test
    void whatWasTakenGoesToTheRequestsInTheirOrder() {
        Taken three = new Taken(10 * SECOND, 13 * SECOND);

        assertThat(three.verdict(SIXTY, 0)).isEqualTo(new Verdict(SIXTY, true, 11 * SECOND));
        assertThat(three.verdict(SIXTY, 2)).isEqualTo(new Verdict(SIXTY, true, 13 * SECOND));
        assertThat(three.verdict(SIXTY, 3)).isEqualTo(new Verdict(SIXTY, false, 13 * SECOND));
    }

    @Test
    void aBucketWithoutARowOrLongFullIsFull() {
        assertThat(new Taken(null, SECOND).verdict(SIXTY, 0).remaining()).isEqualTo(59);
        assertThat(new Taken(-500 * SECOND, SECOND).verdict(SIXTY, 0).remaining())
                .isEqualTo(59);
        assertThat(new Taken(-500 * SECOND, SECOND).verdict(SIXTY, 1).allowed()).isFalse();
    }

    @Test
    void aBucketOfAHigherLimitThanTodaysIsEmpty() {
        Verdict verdict = new Taken(500 * SECOND, 60 * SECOND).verdict(SIXTY, 0);

        assertThat(verdict.allowed()).isFalse();
        assertThat(verdict.reset()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aPartOfARequestIsNone() {
        Verdict almost = new Verdict(SIXTY, false, 59 * SECOND + 1);

        assertThat(almost.remaining()).isZero();
        assertThat(almost.reset()).isEqualTo(Duration.ofNanos(1000));
        assertThat(new Verdict(SIXTY, true, 59 * SECOND).remaining()).isEqualTo(1);
    }

    @Test
    void resetIsTheWaitForTheWholeAllowanceWhileSomeIsLeft() {
        assertThat(new Verdict(SIXTY, true, 20 * SECOND).reset()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aLimitIsAtMostOneRequestAMicrosecond() {
        assertThat(new Limit("test", 1_000_000, Duration.ofSeconds(1)).stepMicros())
                .isEqualTo(1);
        assertThatThrownBy(() -> new Limit("test", 1_000_001, Duration.ofSeconds(1)))
                .hasMessageContaining("1000001 in PT1S");
        assertThatThrownBy(() -> new Limit("test", 0, Duration.ofSeconds(1))).hasMessageContaining("0 in PT1S");
    }
}
