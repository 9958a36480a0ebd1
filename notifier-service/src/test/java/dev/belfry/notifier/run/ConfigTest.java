package dev.belfry.notifier.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belfry.embedded.testing.TestConfig;
import dev.belfry.notifier.delivery.DeliveryConfig;
import dev.belfry.notifier.watchdog.WatchdogConfig;
import dev.belfry.transport.mail.MailConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and defaults are an interface to operators: changing one here is changing it for them. */
class ConfigTest {

    @Test
    void theDefaults() {
        DeliveryConfig delivery = TestConfig.defaults(DeliveryConfig.class);
        assertThat(delivery.retryWaits())
                .containsExactly(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(20),
                        Duration.ofHours(1),
                        Duration.ofHours(2),
                        Duration.ofHours(4),
                        Duration.ofHours(8),
                        Duration.ofHours(8));
        assertThat(delivery.lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(delivery.callTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(delivery.maxUnderWay()).isEqualTo(200);
        assertThat(delivery.maxOfChannel()).isEqualTo(20);
        assertThat(delivery.maxOfWorkspace()).isEqualTo(50);
        assertThat(delivery.drain()).isEqualTo(Duration.ofSeconds(10));
        assertThat(delivery.pollInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(delivery.switchOffAfter()).isEqualTo(Duration.ofDays(3));
        assertThat(delivery.publicUrl()).isEqualTo(URI.create("http://127.0.0.1:8080"));
        WatchdogConfig watchdog = TestConfig.defaults(WatchdogConfig.class);
        assertThat(watchdog.channel()).isEmpty();
        assertThat(watchdog.onLate()).isEqualTo(Duration.ofSeconds(60));
        assertThat(watchdog.pollInterval()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"30s, 30s", "10s, 5s"})
    void anAttemptThatMayOutliveItsLeaseKeepsTheNotifierFromStarting(String lease, String letter) {
        Map<String, String> settings = Map.of("notifier.delivery.lease", lease, "belfry.mail.timeout", letter);
        DeliveryConfig delivery = TestConfig.of(DeliveryConfig.class, settings);
        MailConfig mail = TestConfig.of(MailConfig.class, settings);

        assertThatThrownBy(() -> Notifier.checkLease(delivery, mail))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "has to be longer than notifier.delivery.call-timeout (PT10S) and belfry.mail.timeout");
    }

    @Test
    void theNames() {
        DeliveryConfig delivery = TestConfig.of(
                DeliveryConfig.class,
                Map.of(
                        "notifier.delivery.retry-waits", "1s",
                        "notifier.delivery.lease", "20s",
                        "notifier.delivery.call-timeout", "6s",
                        "notifier.delivery.max-under-way", "3",
                        "notifier.delivery.max-of-channel", "2",
                        "notifier.delivery.max-of-workspace", "1",
                        "notifier.delivery.drain", "5s",
                        "notifier.delivery.poll-interval", "4s",
                        "notifier.delivery.switch-off-after", "1d",
                        "notifier.delivery.public-url", "https://belfry.example"));
        assertThat(delivery.retryWaits()).containsExactly(Duration.ofSeconds(1));
        assertThat(delivery.lease()).isEqualTo(Duration.ofSeconds(20));
        assertThat(delivery.callTimeout()).isEqualTo(Duration.ofSeconds(6));
        assertThat(delivery.maxUnderWay()).isEqualTo(3);
        assertThat(delivery.maxOfChannel()).isEqualTo(2);
        assertThat(delivery.maxOfWorkspace()).isEqualTo(1);
        assertThat(delivery.drain()).isEqualTo(Duration.ofSeconds(5));
        assertThat(delivery.pollInterval()).isEqualTo(Duration.ofSeconds(4));
        assertThat(delivery.switchOffAfter()).isEqualTo(Duration.ofDays(1));
        assertThat(delivery.publicUrl()).isEqualTo(URI.create("https://belfry.example"));
        WatchdogConfig watchdog = TestConfig.of(
                WatchdogConfig.class,
                Map.of(
                        "notifier.watchdog.channel", "{}",
                        "notifier.watchdog.on-late", "5s",
                        "notifier.watchdog.poll-interval", "1s"));
        assertThat(watchdog.channel()).contains("{}");
        assertThat(watchdog.onLate()).isEqualTo(Duration.ofSeconds(5));
        assertThat(watchdog.pollInterval()).isEqualTo(Duration.ofSeconds(1));
    }
}
