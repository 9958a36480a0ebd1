package dev.belfry.notifier.run;

import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages that wait for the end of an interval or of quiet hours, and what becomes of them meanwhile. */
class PacedRuleIT {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");

    private final NotifierFixture belfry = new NotifierFixture();

    @AfterEach
    void stop() {
        belfry.close();
    }

    @Test
    void withinTheIntervalOneMessageStandsForTheRest() {
        belfry.notifier(Map.of());
        belfry.rule(belfry.job, null, "on_failure", Map.of("min_interval_minutes", "30"));

        for (int minute = 0; minute < 5; minute++) {
            belfry.ends(minute, "failed");
            belfry.settle();
        }
        await().untilAsserted(() -> assertThat(belfry.told()).hasSize(1));
        assertThat(belfry.deliveries())
                .extracting(row -> row.get("status"))
                .containsExactly("delivered", "pending", "folded", "folded", "folded");
        theWaitIsOver();

        await().untilAsserted(() -> assertThat(belfry.told()).hasSize(2));
        assertThat(belfry.told().get(1).path("folded").asInt()).isEqualTo(3);
    }

    @Test
    void quietHoursHoldWhatHappensUntilTheirEnd() {
        belfry.notifier(Map.of());
        belfry.rule(belfry.job, null, "on_failure", Map.of("quiet_hours", quietNow()));

        belfry.ends(0, "failed");
        belfry.ends(1, "failed");
        belfry.settle();
        assertThat(belfry.told()).isEmpty();
        assertThat(belfry.deliveries())
                .extracting(row -> row.get("status"))
                .containsExactlyInAnyOrder("pending", "folded");
        theWaitIsOver();

        await().untilAsserted(() -> assertThat(belfry.told()).hasSize(1));
        assertThat(belfry.told().get(0).path("folded").asInt()).isEqualTo(1);
    }

    @Test
    void anAlertThatWaitsForTheMorningIsNotToldAfterItsEnd() {
        belfry.notifier(Map.of());
        UUID monitor = belfry.monitor();
        belfry.rule(null, monitor, "on_down", Map.of("quiet_hours", quietNow()));
        belfry.rule(null, monitor, "on_recovery", Map.of());
        belfry.tellFlip(monitor, belfry.flipped(monitor, "up", "down", Instant.now()), "up", "down");
        belfry.settle();

        belfry.tellFlip(monitor, belfry.flipped(monitor, "down", "up", Instant.now()), "down", "up");
        belfry.settle();
        theWaitIsOver();
        belfry.settle();

        assertThat(belfry.told())
                .extracting(told ->
                        told.path("event").asText() + " " + told.path("folded").asInt())
                .containsExactly("on_recovery 1");
    }

    @Test
    void anEndIsToldBehindTheAlertThatWaitsForOthersAsWell() {
        belfry.notifier(Map.of());
        UUID other = belfry.workspace.job("cron", "{}", "http://127.0.0.1:9/target");
        belfry.rule(null, null, "on_failure", Map.of("quiet_hours", quietNow()));
        belfry.rule(belfry.job, null, "on_recovered", Map.of());
        belfry.ends(0, "failed");
        belfry.settle();
        belfry.tell(belfry.ended(other, 0, "failed"));
        belfry.settle();

        belfry.ends(1, "succeeded");
        belfry.settle();
        assertThat(belfry.told()).isEmpty();
        theWaitIsOver();

        await().untilAsserted(() -> assertThat(belfry.told())
                .extracting(told ->
                        told.path("event").asText() + " " + told.path("folded").asInt())
                .containsExactly("on_failure 1", "on_recovered 0"));
    }

    private static String quietNow() {
        LocalTime now = LocalTime.now(ZoneOffset.UTC);
        return "'{\"from\": \"%s\", \"to\": \"%s\"}'"
                .formatted(MINUTES.format(now.minusHours(1)), MINUTES.format(now.plusHours(2)));
    }

    private void theWaitIsOver() {
        write(
                "UPDATE notification_delivery SET due_at = now() WHERE workspace_id = ? AND status = 'pending'",
                belfry.workspace.id());
    }
}
