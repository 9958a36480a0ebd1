package dev.belfry.executor.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RushTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Rush rush = new Rush(nanos::get);

    @Test
    void aThousandCallsInASecondAreNone() {
        for (int call = 0; call < 1_000; call++) {
            rush.begun();
            assertThat(rush.isOn()).isFalse();
            pass(Duration.ofMillis(1));
        }
    }

    @Test
    void manyCallsAtOnceAreOneUntilSomeMillisecondsAfterTheLast() {
        IntStream.range(0, 500).forEach(call -> rush.begun());

        assertThat(rush.isOn()).isTrue();
        pass(Duration.ofMillis(25));
        assertThat(rush.isOn()).isTrue();
        pass(Duration.ofMillis(25));
        assertThat(rush.isOn()).isFalse();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
