package dev.belfry.notifier.run;

import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules about executions that start late. */
class LateRuleIT {

    private final NotifierFixture belfry = new NotifierFixture();

    @BeforeEach
    void tellWhatIsLateByHalfAMinute() {
        belfry.notifier(Map.of());
        belfry.rule(belfry.job, null, "on_late", Map.of("late_seconds", "30"));
    }

    @AfterEach
    void stop() {
        belfry.close();
    }

    @Test
    void lateIsToldByTheRulesOwnMeasure() {
        UUID late = belfry.ended(0, "succeeded");
        UUID inTime = belfry.ended(1, "succeeded");
        write("UPDATE execution SET started_at = scheduled_for + interval '31 seconds' WHERE id = ?", late);
        write("UPDATE execution SET started_at = scheduled_for + interval '30 seconds' WHERE id = ?", inTime);

        belfry.tell(inTime);
        belfry.tell(late);
        belfry.settle();

        await().untilAsserted(() -> assertThat(belfry.told())
                .extracting(told -> told.at("/execution/id").asText())
                .containsExactly(late.toString()));
    }

    @Test
    void aLateStartIsToldWhileTheRunIsUnderWayAndNotAgainAtItsEnd() {
        UUID late = started(0, 31);
        started(1, 30);

        await().untilAsserted(() -> assertThat(belfry.told())
                .extracting(told -> told.at("/execution/id").asText() + " "
                        + told.at("/execution/status").asText())
                .containsExactly(late + " running"));
        write("""
                UPDATE execution SET status = 'failed', finished_at = now(), report_pending = true WHERE id = ?
                """, late);
        belfry.tell(late);
        belfry.settle();

        assertThat(belfry.told()).hasSize(1);
        assertThat(belfry.deliveries()).hasSize(1);
    }

    private UUID started(int minute, int secondsLate) {
        UUID execution = belfry.workspace.queued(belfry.job, belfry.at(minute));
        write(
                "UPDATE execution SET status = 'running', attempt_count = 1,"
                        + " started_at = scheduled_for + ? * interval '1 second' WHERE id = ?",
                secondsLate,
                execution);
        return execution;
    }
}
