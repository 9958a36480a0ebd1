package dev.belfry.transport.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.loop.Loop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class LoopsAliveTest {

    @Test
    void isUpWhileEveryLoopDoesItsRounds() {
        try (Loop one = loop("one").start();
                Loop two = loop("two").start()) {
            HealthCheckResponse response = LoopsAlive.check(List.of(one, two));
            assertThat(response.getName()).isEqualTo("loops");
            assertThat(response.getStatus()).isEqualTo(Status.UP);
            assertThat(response.getData()).hasValue(Map.of("one", true, "two", true));
        }
    }

    @Test
    void isDownWhenOneLoopDoesNot() {
        try (Loop one = loop("one").start();
                Loop stands = loop("stands")) {
            HealthCheckResponse response = LoopsAlive.check(List.of(one, stands));
            assertThat(response.getStatus()).isEqualTo(Status.DOWN);
            assertThat(response.getData()).hasValue(Map.of("one", true, "stands", false));
        }
    }

    private static Loop loop(String name) {
        return new Loop(name, Duration.ofHours(1), () -> Duration.ofHours(1));
    }
}
