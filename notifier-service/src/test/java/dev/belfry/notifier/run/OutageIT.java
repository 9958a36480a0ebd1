package dev.belfry.notifier.run;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.core.testing.TargetServer.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that hold back, on a real database, a real broker and a real receiver. */
class OutageIT {

    private static final int JOBS = 60;

    private final NotifierFixture belfry = new NotifierFixture();

    @AfterEach
    void stop() {
        belfry.close();
    }

    @Test
    void failuresAreToldOnceThenRemindedOfThenTheirEndIsTold() {
        // given
        belfry.notifier(Map.of());
        belfry.rule(belfry.job, null, "on_failure", Map.of("after_failures", "3", "remind_hours", "1"));
        belfry.rule(belfry.job, null, "on_recovered", Map.of("after_failures", "3"));

        // it fails three times, and everybody hears of each more often than once
        for (int minute = 0; minute < 3; minute++) {
            UUID execution = belfry.ends(minute, "failed");
            belfry.tell(execution);
            belfry.settle();
        }
        await().untilAsserted(() -> assertThat(belfry.told()).hasSize(1));
        JsonNode alert = belfry.told().get(0);
        assertThat(alert.path("event").asText()).isEqualTo("on_failure");
        assertThat(alert.at("/outage/failures").asInt()).isEqualTo(3);
        assertThat(Instant.parse(alert.at("/outage/since").asText()))
                .isEqualTo(belfry.at(0).plusSeconds(1));
        assertThat(alert.path("reminder").asInt()).isZero();

        // it goes on failing, which is no news
        belfry.ends(3, "failed");
        belfry.settle();
        assertThat(belfry.told()).hasSize(1);

        // until an hour has passed
        anHourPasses();
        await().untilAsserted(() -> assertThat(belfry.told()).hasSize(2));
        JsonNode reminder = belfry.told().get(1);
        assertThat(reminder.path("reminder").asInt()).isEqualTo(1);
        assertThat(reminder.at("/outage/failures").asInt()).isEqualTo(4);
        assertThat(reminder.at("/outage/since")).isEqualTo(alert.at("/outage/since"));

        // then it succeeds
        belfry.ends(4, "succeeded");
        await().untilAsserted(() -> assertThat(belfry.told()).hasSize(3));
        JsonNode recovery = belfry.told().get(2);
        assertThat(recovery.path("event").asText()).isEqualTo("on_recovered");
        assertThat(recovery.at("/outage/failures").asInt()).isEqualTo(4);

        // and what follows is another outage, which is too short yet
        anHourPasses();
        belfry.ends(5, "failed");
        belfry.ends(6, "succeeded");
        belfry.settle();
        assertThat(belfry.told()).hasSize(3);
        assertThat(openOutages()).isEmpty();
    }

    @Test
    void itDoesNotMatterInWhichOrderEndsBecomeKnown() {
        belfry.rule(belfry.job, null, "on_failure", Map.of("after_failures", "3"));
        belfry.rule(belfry.job, null, "on_recovered", Map.of());
        belfry.notifier(Map.of());

        belfry.ends(2, "failed");
        belfry.settle();
        belfry.ends(0, "failed");
        belfry.settle();
        assertThat(belfry.told()).isEmpty();
        belfry.ends(1, "failed");

        await().untilAsserted(() -> assertThat(belfry.told()).hasSize(1));
        // Two runs beside each other end the outage, each after three failures.
        belfry.ends(5, "succeeded");
        belfry.settle();
        belfry.ends(4, "succeeded");
        belfry.settle();
        assertThat(belfry.told())
                .extracting(told -> told.path("event").asText())
                .containsExactly("on_failure", "on_recovered");
    }

    @Test
    void aSuccessInBetweenBeginsTheCountAnew() {
        belfry.rule(belfry.job, null, "on_failure", Map.of("after_failures", "3"));
        List<UUID> ends = List.of(
                belfry.ended(0, "failed"),
                belfry.ended(1, "failed"),
                belfry.ended(2, "succeeded"),
                belfry.ended(3, "failed"),
                belfry.ended(4, "failed"));
        belfry.notifier(Map.of());

        ends.forEach(belfry::tell);
        belfry.settle();

        assertThat(belfry.deliveries()).isEmpty();
        belfry.ends(5, "failed");
        await().untilAsserted(() -> assertThat(belfry.told()).hasSize(1));
    }

    @Test
    void twoNotifiersTellEachOutageOnce() {
        belfry.rule(null, null, "on_failure", Map.of("after_failures", "2"));
        List<UUID> failures = IntStream.range(0, JOBS)
                .mapToObj(i -> belfry.workspace.job("cron", "{}", "http://127.0.0.1:9/target"))
                .flatMap(job -> IntStream.range(0, 4).mapToObj(minute -> belfry.ended(job, minute, "failed")))
                .toList();
        // Too young for a sweep, which would take them all at once.
        write(
                "UPDATE execution SET finished_at = now() + interval '1 minute' WHERE workspace_id = ?",
                belfry.workspace.id());

        belfry.notifier(Map.of()).notifier(Map.of());
        failures.parallelStream().forEach(belfry::tell);
        belfry.settle();

        await().untilAsserted(() -> assertThat(belfry.told()).hasSize(JOBS));
        assertThat(belfry.deliveries()).hasSize(JOBS);
        assertThat(openOutages()).hasSize(JOBS);
    }

    @Test
    void anOutageThatPassedWhileNobodyListenedIsToldWithItsEnd() {
        belfry.rule(belfry.job, null, "on_failure", Map.of("after_failures", "2", "remind_hours", "1"));
        belfry.rule(belfry.job, null, "on_recovered", Map.of());
        belfry.ended(0, "failed");
        belfry.ended(1, "failed");
        belfry.ended(2, "succeeded");

        belfry.notifier(Map.of());

        await().untilAsserted(() -> assertThat(belfry.told())
                .extracting(told -> told.path("event").asText())
                .containsExactlyInAnyOrder("on_failure", "on_recovered"));
        assertThat(openOutages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aSecondOutageIsToldAlsoWhenItBeganBeforeTheEndOfTheFirstWasKnown(int needed) {
        // given an outage that was told
        belfry.notifier(Map.of());
        belfry.rule(
                belfry.job,
                null,
                "on_failure",
                Map.of("after_failures", Integer.toString(needed), "remind_hours", "1"));
        for (int minute = 0; minute < needed; minute++) {
            belfry.ends(minute, "failed");
        }
        await().untilAsserted(() -> assertThat(belfry.told()).hasSize(1));

        // when a success and the failures after it become known at once
        List<UUID> ends = IntStream.rangeClosed(0, needed)
                .mapToObj(i -> belfry.ended(10 + i, i == 0 ? "succeeded" : "failed"))
                .toList();
        ends.forEach(belfry::tell);

        // then the second is told, and reminded of with its own beginning
        await().untilAsserted(() -> assertThat(belfry.told()).hasSize(2));
        belfry.settle();
        assertThat(openOutages()).extracting(row -> row.get("outage_id")).containsExactly(ends.get(1));
        belfry.ends(20, "failed");
        belfry.settle();
        assertThat(belfry.told()).hasSize(2);
        anHourPasses();
        await().untilAsserted(() -> assertThat(belfry.told()).hasSize(3));
        assertThat(Instant.parse(belfry.told().get(2).at("/outage/since").asText()))
                .isEqualTo(belfry.at(11).plusSeconds(1));
    }

    @Test
    void aFailureThatEndsLateIsNoNewsOfAnOutageThatIsOver() {
        belfry.notifier(Map.of());
        belfry.rule(belfry.job, null, "on_failure", Map.of("after_failures", "1"));
        belfry.rule(belfry.job, null, "on_recovered", Map.of());
        belfry.ends(1, "failed");
        belfry.settle();
        belfry.ends(2, "succeeded");
        belfry.settle();
        assertThat(belfry.told()).hasSize(2);

        // The run before was retried for longer than all of that took.
        belfry.ends(0, "failed");
        belfry.settle();
        belfry.tell(belfry.ended(3, "succeeded"));
        belfry.settle();

        assertThat(belfry.told()).hasSize(2);
        assertThat(openOutages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE FROM job WHERE id = ?", "UPDATE job SET state = 'completed' WHERE id = ?"})
    void theOutageOfAJobThatIsNoMoreIsForgotten(String end) {
        belfry.notifier(Map.of());
        belfry.rule(null, null, "on_failure", Map.of("after_failures", "1"));
        belfry.ends(0, "failed");
        belfry.settle();
        assertThat(openOutages()).hasSize(1);

        write(end, belfry.job);
        belfry.notifier(Map.of());

        await().untilAsserted(() -> assertThat(openOutages()).isEmpty());
    }

    @Test
    void aMonitorWhoseFlipIsForgottenKeepsNobodyFromBeingReminded() {
        // given
        belfry.notifier(Map.of());
        UUID monitor = belfry.monitor();
        belfry.rule(null, monitor, "on_down", Map.of("remind_hours", "1"));
        belfry.rule(belfry.job, null, "on_failure", Map.of("remind_hours", "1"));
        UUID down = belfry.flipped(monitor, "up", "down", Instant.now());
        belfry.tellFlip(monitor, down, "up", "down");
        belfry.ends(0, "failed");
        await().untilAsserted(() -> assertThat(openOutages()).hasSize(2));
        belfry.settle();

        // when
        write("DELETE FROM monitor_flip WHERE id = ?", down);
        anHourPasses();

        // then
        await().untilAsserted(() -> assertThat(belfry.told())
                .filteredOn(told -> told.path("reminder").asInt() == 1)
                .extracting(told -> told.path("event").asText())
                .containsExactly("on_failure"));
        await().untilAsserted(() -> assertThat(openOutages())
                .extracting(row -> row.get("target_id"))
                .containsExactly(belfry.job));
    }

    @Test
    void aRuleThatDoesNotRemindAnyMoreDoesNot() {
        belfry.notifier(Map.of());
        UUID rule = belfry.rule(belfry.job, null, "on_failure", Map.of("after_failures", "1", "remind_hours", "1"));
        belfry.ends(0, "failed");
        await().untilAsserted(() -> assertThat(openOutages()).hasSize(1));

        write("UPDATE notification_rule SET remind_hours = NULL WHERE id = ?", rule);
        anHourPasses();

        await().untilAsserted(() -> assertThat(openOutages())
                .extracting(row -> row.get("remind_at"))
                .containsOnlyNulls());
        belfry.settle();
        assertThat(belfry.told()).hasSize(1);
    }

    @Test
    void aRecoveryIsToldAfterTheAlertThatHadToBeRepeated() {
        belfry.receiver.answer("/told", Answer.status(500), Answer.status(204));
        belfry.notifier(Map.of("notifier.delivery.retry-waits", "2s,2s"));
        UUID monitor = belfry.monitor();
        belfry.rule(null, monitor, "on_down", Map.of());
        belfry.rule(null, monitor, "on_recovery", Map.of());

        belfry.tellFlip(monitor, belfry.flipped(monitor, "up", "down", Instant.now()), "up", "down");
        belfry.settle();
        belfry.tellFlip(monitor, belfry.flipped(monitor, "down", "up", Instant.now()), "down", "up");

        await().untilAsserted(() -> assertThat(belfry.told())
                .extracting(told -> told.path("event").asText())
                .containsExactly("on_down", "on_down", "on_recovery"));
    }

    @Test
    void aMonitorThatWasPausedWhileDownIsUpAgainWhenItIs() {
        belfry.notifier(Map.of());
        UUID monitor = belfry.monitor();
        belfry.rule(null, monitor, "on_recovery", Map.of());
        Instant now = Instant.now();
        String[][] flips = {{"up", "down"}, {"down", "paused"}, {"paused", "pending"}, {"pending", "up"}};

        for (int i = 0; i < flips.length; i++) {
            UUID flip = belfry.flipped(monitor, flips[i][0], flips[i][1], now.plusMillis(i));
            belfry.tellFlip(monitor, flip, flips[i][0], flips[i][1]);
            belfry.settle();
        }

        await().untilAsserted(() -> assertThat(belfry.told())
                .extracting(told -> told.path("event").asText())
                .containsExactly("on_recovery"));
    }

    @Test
    void aRuleOfTheWorkspaceConcernsAllJobsOrThoseOfItsTag() {
        belfry.notifier(Map.of());
        UUID tagged = belfry.workspace.job("cron", "{}", "http://127.0.0.1:9/target");
        write("UPDATE job SET tags = '{billing}' WHERE id = ?", tagged);
        belfry.rule(null, null, "on_failure", Map.of("tag", "'billing'"));
        belfry.rule(null, null, "on_success", Map.of());

        belfry.ends(0, "failed");
        belfry.ends(1, "succeeded");
        belfry.tell(belfry.ended(tagged, 0, "failed"));
        belfry.settle();

        await().untilAsserted(() -> assertThat(belfry.told())
                .extracting(told ->
                        told.at("/job/id").asText() + " " + told.path("event").asText())
                .containsExactlyInAnyOrder(belfry.job + " on_success", tagged + " on_failure"));
    }

    @Test
    void aMonitorIsToldRemindedOfAndItsRecoveryToldWhetherNewsComeOrNot() {
        belfry.notifier(Map.of());
        UUID monitor = belfry.monitor();
        belfry.rule(null, monitor, "on_down", Map.of("remind_hours", "1"));
        belfry.rule(null, null, "on_recovery", Map.of());

        UUID down = belfry.flipped(monitor, "up", "down", Instant.now());
        belfry.tellFlip(monitor, down, "up", "down");
        belfry.tellFlip(monitor, down, "up", "down");
        await().untilAsserted(() -> assertThat(belfry.told()).hasSize(1));
        assertThat(belfry.told().get(0).at("/monitor/state").asText()).isEqualTo("down");
        assertThat(belfry.told().get(0).at("/monitor/reason").asText()).isEqualTo("no ping came");
        anHourPasses();
        await().untilAsserted(() -> assertThat(belfry.told()).hasSize(2));
        assertThat(belfry.told().get(1).path("reminder").asInt()).isEqualTo(1);

        // No news of the recovery: the sweep finds it.
        belfry.flipped(monitor, "down", "up", Instant.now().minusSeconds(6));
        await().untilAsserted(() -> assertThat(belfry.told()).hasSize(3));
        assertThat(belfry.told().get(2).path("event").asText()).isEqualTo("on_recovery");
        assertThat(openOutages()).isEmpty();
    }

    private void anHourPasses() {
        write(
                "UPDATE notification_outage SET remind_at = now() WHERE rule_id IN"
                        + " (SELECT id FROM notification_rule WHERE workspace_id = ?)",
                belfry.workspace.id());
    }

    private List<Map<String, Object>> openOutages() {
        return rows(
                "SELECT o.* FROM notification_outage o JOIN notification_rule r ON r.id = o.rule_id"
                        + " WHERE r.workspace_id = ?",
                belfry.workspace.id());
    }
}
