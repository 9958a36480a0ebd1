package dev.belfry.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private static final double JUST_BELOW_ONE = Math.nextDown(1.0);

    /** 250 ms x 2^attempt x factor, capped at 300,000 ms. */
    @ParameterizedTest(name = "attempt {0}: {1} to {3} ms")
    @CsvSource({
        "1,     250,    500,    750",
        "2,     500,   1000,   1500",
        "3,    1000,   2000,   3000",
        "4,    2000,   4000,   6000",
        "5,    4000,   8000,  12000",
        "6,    8000,  16000,  24000",
        "7,   16000,  32000,  48000",
        "8,   32000,  64000,  96000",
        "9,   64000, 128000, 192000",
        "10, 128000, 256000, 300000",
        "11, 256000, 300000, 300000",
        "12, 300000, 300000, 300000",
        "31, 300000, 300000, 300000",
        "2147483647, 300000, 300000, 300000",
    })
    void doublesWithTheAttemptUpToTheCap(int attempt, long shortest, long middle, long longest) {
        assertThat(Backoff.after(attempt, 0)).isEqualTo(Duration.ofMillis(shortest));
        assertThat(Backoff.after(attempt, 0.5)).isEqualTo(Duration.ofMillis(middle));
        assertThat(Backoff.after(attempt, JUST_BELOW_ONE)).isEqualTo(Duration.ofMillis(longest));
    }

    @Test
    void growsWithTheRandomNumber() {
        assertThat(DoubleStream.iterate(0, random -> random < 1, random -> random + 0.01)
                        .mapToObj(random -> Backoff.after(3, random)))
                .isSorted()
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3)));
    }

    @Test
    void capsAtFiveMinutes() {
        assertThat(Backoff.MAX).isEqualTo(Duration.ofMinutes(5));
    }
}
