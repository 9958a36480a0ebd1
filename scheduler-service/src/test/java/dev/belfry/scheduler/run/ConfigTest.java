package dev.belfry.scheduler.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.embedded.testing.TestConfig;
import dev.belfry.scheduler.claim.ClaimConfig;
import dev.belfry.scheduler.dispatch.DispatchConfig;
import dev.belfry.scheduler.monitor.MonitorConfig;
import dev.belfry.scheduler.partition.PartitionConfig;
import dev.belfry.scheduler.rescue.RescueConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names and defaults are an interface to operators: changing one here is changing it for them. */
class ConfigTest {

    @Test
    void theDefaults() {
        ClaimConfig claim = TestConfig.defaults(ClaimConfig.class);
        assertThat(claim.lookahead()).isEqualTo(Duration.ofSeconds(2));
        assertThat(claim.pollInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(claim.batchSize()).isEqualTo(500);
        assertThat(claim.missedAfter()).isEqualTo(Duration.ofSeconds(10));

        DispatchConfig dispatch = TestConfig.defaults(DispatchConfig.class);
        assertThat(dispatch.resendAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(dispatch.batchSize()).isEqualTo(500);

        assertThat(TestConfig.defaults(RescueConfig.class).afterContact()).isEqualTo(Duration.ofSeconds(10));

        PartitionConfig partition = TestConfig.defaults(PartitionConfig.class);
        assertThat(partition.retentionDays()).isEqualTo(30);
        assertThat(partition.daysAhead()).isEqualTo(7);

        MonitorConfig monitor = TestConfig.defaults(MonitorConfig.class);
        assertThat(monitor.pollInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(monitor.settle()).isEqualTo(Duration.ofSeconds(4));
        assertThat(monitor.batchSize()).isEqualTo(500);
    }

    @Test
    void theNames() {
        ClaimConfig claim = TestConfig.of(
                ClaimConfig.class,
                Map.of(
                        "scheduler.claim.lookahead", "3s",
                        "scheduler.claim.poll-interval", "1s",
                        "scheduler.claim.batch-size", "7",
                        "scheduler.claim.missed-after", "1m"));
        assertThat(claim.lookahead()).isEqualTo(Duration.ofSeconds(3));
        assertThat(claim.pollInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(claim.batchSize()).isEqualTo(7);
        assertThat(claim.missedAfter()).isEqualTo(Duration.ofMinutes(1));

        DispatchConfig dispatch = TestConfig.of(
                DispatchConfig.class,
                Map.of("scheduler.dispatch.resend-after", "9s", "scheduler.dispatch.batch-size", "8"));
        assertThat(dispatch.resendAfter()).isEqualTo(Duration.ofSeconds(9));
        assertThat(dispatch.batchSize()).isEqualTo(8);

        RescueConfig rescue = TestConfig.of(RescueConfig.class, Map.of("scheduler.rescue.after-contact", "1m"));
        assertThat(rescue.afterContact()).isEqualTo(Duration.ofMinutes(1));

        PartitionConfig partition = TestConfig.of(
                PartitionConfig.class,
                Map.of("scheduler.partition.retention-days", "90", "scheduler.partition.days-ahead", "3"));
        assertThat(partition.retentionDays()).isEqualTo(90);
        assertThat(partition.daysAhead()).isEqualTo(3);

        MonitorConfig monitor = TestConfig.of(
                MonitorConfig.class,
                Map.of(
                        "scheduler.monitor.poll-interval", "2s",
                        "scheduler.monitor.settle", "5s",
                        "scheduler.monitor.batch-size", "9"));
        assertThat(monitor.pollInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(monitor.settle()).isEqualTo(Duration.ofSeconds(5));
        assertThat(monitor.batchSize()).isEqualTo(9);
    }
}
