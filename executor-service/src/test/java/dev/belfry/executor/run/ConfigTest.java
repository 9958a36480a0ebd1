package dev.belfry.executor.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.embedded.testing.TestConfig;
import dev.belfry.executor.admission.AdmissionLimits;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names and defaults are an interface to operators: changing one here is changing it for them. */
class ConfigTest {

    @Test
    void theDefaults() {
        RunConfig run = TestConfig.defaults(RunConfig.class);
        assertThat(run.lease()).isEqualTo(Duration.ofSeconds(10));
        assertThat(run.batchSize()).isEqualTo(500);
        assertThat(run.batchesUnderWay()).isEqualTo(2);
        assertThat(run.maxHeld()).isEqualTo(50_000);
        assertThat(run.maxBytesAhead()).isEqualTo(12 * 1024 * 1024);
        assertThat(run.holdRetriesUpTo()).isEqualTo(Duration.ofSeconds(5));
        assertThat(run.drain()).isEqualTo(Duration.ofSeconds(20));
        assertThat(run.lastReports()).isEqualTo(Duration.ofSeconds(5));

        AdmissionLimits limits = TestConfig.defaults(AdmissionLimits.class);
        assertThat(limits.total()).isEqualTo(4_000);
        assertThat(limits.perWorkspace()).isEqualTo(3_000);
        assertThat(limits.perHost()).isEqualTo(3_000);
        assertThat(limits.requestBytes()).isEqualTo(24 * 1024 * 1024);
        assertThat(limits.requestBytesPerWorkspace()).isEqualTo(16 * 1024 * 1024);
        assertThat(limits.requestBytesPerHost()).isEqualTo(24 * 1024 * 1024);
        assertThat(limits.answerBytes()).isEqualTo(12 * 1024 * 1024);
    }

    @Test
    void theNames() {
        RunConfig run = TestConfig.of(
                RunConfig.class,
                Map.of(
                        "executor.run.lease", "30s",
                        "executor.run.batch-size", "1",
                        "executor.run.batches-under-way", "3",
                        "executor.run.max-held", "4",
                        "executor.run.max-bytes-ahead", "8",
                        "executor.run.hold-retries-up-to", "5ms",
                        "executor.run.drain", "6s",
                        "executor.run.last-reports", "7s"));
        assertThat(run.lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(run.batchSize()).isEqualTo(1);
        assertThat(run.batchesUnderWay()).isEqualTo(3);
        assertThat(run.maxHeld()).isEqualTo(4);
        assertThat(run.maxBytesAhead()).isEqualTo(8);
        assertThat(run.holdRetriesUpTo()).isEqualTo(Duration.ofMillis(5));
        assertThat(run.drain()).isEqualTo(Duration.ofSeconds(6));
        assertThat(run.lastReports()).isEqualTo(Duration.ofSeconds(7));

        AdmissionLimits limits = TestConfig.of(
                AdmissionLimits.class,
                Map.of(
                        "executor.admission.total", "3",
                        "executor.admission.per-workspace", "2",
                        "executor.admission.per-host", "1",
                        "executor.admission.request-bytes", "6",
                        "executor.admission.request-bytes-per-workspace", "5",
                        "executor.admission.request-bytes-per-host", "4",
                        "executor.admission.answer-bytes", "7"));
        assertThat(limits.total()).isEqualTo(3);
        assertThat(limits.perWorkspace()).isEqualTo(2);
        assertThat(limits.perHost()).isEqualTo(1);
        assertThat(limits.requestBytes()).isEqualTo(6);
        assertThat(limits.requestBytesPerWorkspace()).isEqualTo(5);
        assertThat(limits.requestBytesPerHost()).isEqualTo(4);
        assertThat(limits.answerBytes()).isEqualTo(7);
    }
}
