package dev.belfry.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The names are stored in rows and sent to clients: adding one is a change, changing one is an accident. */
class WireNamesTest {

    @Test
    void namesEveryStatus() {
        assertThat(Stream.of(ExecutionStatus.values()).map(ExecutionStatus::wireName))
                .containsExactly("queued", "running", "waiting", "succeeded", "failed", "canceled", "skipped");
    }

    @Test
    void namesEveryTriggerSource() {
        assertThat(Stream.of(TriggerSource.values()).map(TriggerSource::wireName))
                .containsExactly("schedule", "manual", "replay", "webhook", "api");
    }

    @Test
    void namesEveryEndReason() {
        assertThat(Stream.of(EndReason.values()).map(EndReason::wireName))
                .containsExactly("missed", "paused", "edited", "overlap", "queue_full", "expired", "canceled");
    }

    @Test
    void namesEveryErrorCode() {
        assertThat(Stream.of(ErrorCode.values()).map(Enum::name))
                .containsExactly(
                        "BLOCKED_TARGET",
                        "INVALID_TARGET",
                        "DNS_FAILURE",
                        "CONNECTION_FAILED",
                        "TLS_FAILURE",
                        "TIMEOUT",
                        "HTTP_STATUS",
                        "EXECUTOR_LOST",
                        "CANCELED",
                        "INVALID_REQUEST",
                        "RESPONSE_MISMATCH",
                        "MISSING_SECRET",
                        "UNREADABLE_SECRET",
                        "SMTP_REPLY",
                        "CHANNEL_OFF");
    }

    @Test
    void doesNotDependOnTheMachinesLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(ExecutionStatus.SKIPPED.wireName()).isEqualTo("skipped");
            assertThat(TriggerSource.API.wireName()).isEqualTo("api");
        } finally {
            Locale.setDefault(before);
        }
    }
}
