package dev.belfry.notifier.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.embedded.testing.TestConfig;
import dev.belfry.notifier.delivery.DeliveryConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names and defaults are an interface to operators: changing one here is changing it for them. */
class ConfigTest {

    @Test
    void theDefaults() {
        DeliveryConfig delivery = TestConfig.defaults(DeliveryConfig.class);
        assertThat(delivery.retryWaits())
                .containsExactly(
                        Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5));
        assertThat(delivery.lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(delivery.maxUnderWay()).isEqualTo(200);
        assertThat(delivery.drain()).isEqualTo(Duration.ofSeconds(10));
        assertThat(delivery.pollInterval()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void theNames() {
        DeliveryConfig delivery = TestConfig.of(
                DeliveryConfig.class,
                Map.of(
                        "notifier.delivery.retry-waits", "1s",
                        "notifier.delivery.lease", "20s",
                        "notifier.delivery.max-under-way", "3",
                        "notifier.delivery.drain", "5s",
                        "notifier.delivery.poll-interval", "4s"));
        assertThat(delivery.retryWaits()).containsExactly(Duration.ofSeconds(1));
        assertThat(delivery.lease()).isEqualTo(Duration.ofSeconds(20));
        assertThat(delivery.maxUnderWay()).isEqualTo(3);
        assertThat(delivery.drain()).isEqualTo(Duration.ofSeconds(5));
        assertThat(delivery.pollInterval()).isEqualTo(Duration.ofSeconds(4));
    }
}
