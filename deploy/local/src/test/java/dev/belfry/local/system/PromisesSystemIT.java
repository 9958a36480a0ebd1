package dev.belfry.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.local.system.RecordingTarget.Call;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's promises on the real thing. One installation for all tests, whose parts some of them kill; the last one
 * stops it and starts it again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class PromisesSystemIT {

    private static final int LAST = Integer.MAX_VALUE;
    private static final String SECRET = "whsec_c2VjcmV0IG9mIHRoZSBwcm9taXNlcw==";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Installation belfry;
    private final RecordingTarget target;

    PromisesSystemIT(@TempDir Path temporary) throws Exception {
        belfry = new Installation(temporary);
        target = belfry.target();
    }

    @AfterAll
    void end() throws Exception {
        belfry.close();
    }

    @Test
    void callsAOneTimeJobAtOnce() throws Exception {
        Instant before = Instant.now();

        String job = belfry.jobs().create("/one-time", "one_time", Map.of());

        assertThat(belfry.jobs().assertCalledOnce("/one-time", job).at()).isBetween(before, before.plusSeconds(5));
        assertThat(belfry.jobs().find(job).path("state").asText()).isEqualTo("completed");
    }

    @Test
    void callsAScheduledJobAtItsInstant() throws Exception {
        Instant due = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(4);

        String job = belfry.jobs().create("/scheduled", "scheduled", Map.of("run_at", due.toString()));

        assertThat(belfry.jobs().nextRun(job)).isEqualTo(due);
        Call call = belfry.jobs().assertCalledOnce("/scheduled", job);
        assertThat(call.at()).isBetween(due, due.plusSeconds(2));
        assertThat(Instant.parse(call.header("X-Cron-Service-Scheduled-For"))).isEqualTo(due);
    }

    @Test
    void plansACronJobInItsTimeZone() throws Exception {
        // given
        ZoneId zone = ZoneId.of("Asia/Kolkata");
        ZonedDateTime now = ZonedDateTime.now(zone);
        ZonedDateTime noon = now.with(LocalTime.NOON);

        // when
        String job = belfry.jobs().create("/cron", "cron", Map.of("cron", "0 12 * * *", "timezone", zone.getId()));

        // then
        Instant next = (noon.isAfter(now) ? noon : noon.plusDays(1)).toInstant();
        assertThat(belfry.jobs().nextRun(job)).isEqualTo(next);
        belfry.api().runNow(job);
        belfry.jobs().assertCalledOnce("/cron", job);
        assertThat(belfry.jobs().nextRun(job)).isEqualTo(next);
    }

    @Test
    void countsARecurringJobFromItsCreation() throws Exception {
        String job = belfry.jobs().create("/recurring", "recurring", Map.of("every_n_minutes", 7));

        Instant created = Instant.parse(belfry.jobs().find(job).path("created_at").asText());
        assertThat(belfry.jobs().nextRun(job)).isEqualTo(created.plus(Duration.ofMinutes(7)));
        belfry.api().runNow(job);
        belfry.jobs().assertCalledOnce("/recurring", job);
    }

    @Test
    void triesAgainAfterEverLongerWaits() throws Exception {
        // given
        target.plan("/flaky", 503, 503, 200);

        // when
        String job = belfry.jobs().create("/flaky", "one_time", Map.of());

        // then
        JsonNode execution = belfry.jobs().awaitOnly(job, "succeeded");
        assertThat(execution.path("attempts").findValuesAsText("statusCode")).containsExactly("503", "503", "200");
        List<Call> calls = target.calls("/flaky");
        assertThat(headers(calls, "X-Cron-Service-Attempt")).containsExactly("1", "2", "3");
        assertThat(headers(calls, "Idempotency-Key"))
                .containsOnly(execution.path("id").asText());
        assertThat(Duration.between(calls.get(0).at(), calls.get(1).at()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(250));
        assertThat(Duration.between(calls.get(1).at(), calls.get(2).at()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void tellsOfAFailureOnceAlthoughTheNotifierWasKilled() throws Exception {
        // given
        target.plan("/broken", 400);
        String job = belfry.jobs().create("/broken", "cron", Map.of("cron", "0 0 29 2 *"));
        Map<String, String> config = Map.of("url", target.url("/hook"), "secret", SECRET);
        JsonNode channel = belfry.api().create(
                "/v1/notification-channels", Map.of("name", "Promises", "type", "webhook", "config", config));
        belfry.api().create(
                "/v1/jobs/" + job + "/notification-rules",
                Map.of("channel_id", channel.path("id").asText(), "event", "on_failure"));

        // when
        ProcessHandle notifier = belfry.launcher().part("-Dbelfry.service=notifier-service");
        notifier.destroyForcibly();
        notifier.onExit().join();
        belfry.api().runNow(job);

        // then
        JsonNode execution = belfry.jobs().awaitOnly(job, "failed");
        Call told = belfry.jobs().awaitCalls("/hook", 1).get(0);
        told.assertSigned(SECRET);
        assertThat(told.body()).contains(job, execution.path("id").asText());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(belfry.jobs().listed("/v1/notification-deliveries"))
                        .singleElement()
                        .satisfies(delivery ->
                                assertThat(delivery.path("status").asText()).isEqualTo("delivered")));

        // and once more when somebody asks for it, as the same message
        String delivery = belfry.jobs().listed("/v1/notification-deliveries").get(0).path("id").asText();
        belfry.api().act("/v1/notification-deliveries/" + delivery + "/redeliver");
        assertThat(headers(belfry.jobs().awaitCalls("/hook", 2), "webhook-id")).containsExactly(delivery, delivery);
    }

    @Test
    void handsACallBackWhenItsExecutorIsStopped() throws Exception {
        // given
        target.planSilence("/hanging");
        String job = belfry.jobs().create("/hanging", "one_time", Map.of());
        belfry.jobs().awaitCalls("/hanging", 1);

        // when
        belfry.launcher().part("-Dbelfry.service=executor-service").destroy();

        // then
        JsonNode execution = belfry.jobs().awaitOnly(job, "succeeded");
        JsonNode lost = execution.path("attempts").path(0);
        assertThat(lost.path("errorClass").asText()).isEqualTo("EXECUTOR_LOST");
        // Its own words, written while it stopped; a scheduler that finds the lease expired has others.
        assertThat(lost.path("errorMessage").asText()).startsWith("the executor stopped before the answer came");
        String id = execution.path("id").asText();
        assertThat(headers(target.calls("/hanging"), "Idempotency-Key")).containsExactly(id, id);
    }

    @Test
    void keepsEveryPingThatItAnsweredAlthoughTheApiWasKilled() throws Exception {
        // given: far fewer for each monitor than are kept, because each under way at the kill may be stored twice
        List<JsonNode> monitors = new ArrayList<>();
        List<URI> pings = new ArrayList<>();
        for (int i = 0; i < 84; i++) {
            JsonNode monitor = belfry.api().create("/v1/monitors", Map.of("name", "m" + i, "expected_interval_sec", 3600));
            monitors.add(monitor);
            IntStream.range(0, 60)
                    .mapToObj(run -> URI.create(monitor.path("ping_url").asText() + "?rid=" + run))
                    .forEach(pings::add);
        }
        Pinger pinger = new Pinger(pings);

        // when
        CompletableFuture<Set<URI>> answered = pinger.send();
        await().atMost(PATIENCE).until(() -> pinger.answeredCount() > 1_000);
        belfry.launcher().part("-Dbelfry.service=api-service").destroyForcibly();

        // then
        assertThat(answered.join()).hasSize(5_040);
        Set<URI> stored = new HashSet<>();
        for (JsonNode monitor : monitors) {
            belfry.api().get("/v1/monitors/" + monitor.path("id").asText() + "/pings?limit=100")
                    .path("data")
                    .findValuesAsText("run_id")
                    .forEach(run ->
                            stored.add(URI.create(monitor.path("ping_url").asText() + "?rid=" + run)));
        }
        Set<URI> lost = new HashSet<>(answered.join());
        lost.removeAll(stored);
        assertThat(lost).isEmpty();
    }

    @Test
    @Order(LAST)
    void continuesWhereItEndedAndMakesUpWhatItMissed() throws Exception {
        // given
        List<Instant> missed = fivePastMinutes();
        String latest = createMissed("latest", missed);
        String all = createMissed("all", missed);
        String none = createMissed("none", missed);
        List<JsonNode> before = belfry.jobs().listed("/v1/executions?limit=100");
        String monitor = createPinged();

        // when
        belfry.launcher().stop();
        assertThat(belfry.processes()).isEmpty();
        StoppedDatabase.makeDue(belfry.data(), List.of(latest, all, none), missed.get(0));
        StoppedDatabase.letMonitorsAge(belfry.data(), Duration.ofMinutes(10));
        belfry.start();

        // then
        assertWaitsOn(monitor, Instant.now());
        assertMadeUp(latest, missed.subList(4, 5), missed.subList(0, 4));
        assertMadeUp(all, missed, List.of());
        assertMadeUp(none, List.of(), missed);
        assertThat(before).hasSizeGreaterThan(5);
        assertThat(belfry.jobs().listed("/v1/executions?limit=100")).containsAll(before);
        assertThat(target.calls("/hook")).hasSize(2);
        assertThat(target.calls("/hanging")).hasSize(2);
    }

    /** A monitor that expects its next ping in half a minute. */
    private String createPinged() throws Exception {
        JsonNode monitor =
                belfry.api().create("/v1/monitors", Map.of("name", "beat", "expected_interval_sec", 30, "grace_seconds", 1));
        Pinger pinger = new Pinger(List.of(URI.create(monitor.path("ping_url").asText())));
        assertThat(pinger.send().join()).hasSize(1);
        return monitor.path("id").asText();
    }

    /** Its ping may have been sent while nobody listened: the next one is waited for. */
    private void assertWaitsOn(String monitor, Instant started) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode now = belfry.api().get("/v1/monitors/" + monitor);
            assertThat(now.path("state").asText()).isEqualTo("up");
            assertThat(Instant.parse(now.path("next_expected_at").asText())).isAfter(started);
        });
    }

    /** In one hour, so that a schedule can name them without any other run coming due during the test. */
    private static List<Instant> fivePastMinutes() {
        ZonedDateTime past = ZonedDateTime.now(ZoneOffset.UTC).minusMinutes(30).truncatedTo(ChronoUnit.MINUTES);
        ZonedDateTime first = past.withMinute(Math.min(past.getMinute(), 55));
        return IntStream.range(0, 5)
                .mapToObj(minute -> first.plusMinutes(minute).toInstant())
                .toList();
    }

    /** A job for those minutes of each day. */
    private String createMissed(String catchUp, List<Instant> minutes) throws Exception {
        ZonedDateTime first = minutes.get(0).atZone(ZoneOffset.UTC);
        String cron = first.getMinute() + "-" + (first.getMinute() + 4) + " " + first.getHour() + " * * *";
        String job = belfry.jobs().create("/" + catchUp, "cron", Map.of("cron", cron, "catch_up", catchUp));
        assertThat(belfry.jobs().nextRun(job)).isEqualTo(first.plusDays(1).toInstant());
        return job;
    }

    private void assertMadeUp(String job, List<Instant> run, List<Instant> skipped) throws Exception {
        String path = belfry.jobs().find(job).path("name").asText();
        belfry.jobs().awaitCalls(path, run.size());
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> rows = new ArrayList<>();
            for (JsonNode execution : belfry.jobs().executions(job)) {
                rows.add(execution.path("status").asText() + " "
                        + execution.path("scheduled_for").asText() + " "
                        + execution.path("missed_count").asText());
            }
            List<String> expected = new ArrayList<>();
            run.forEach(tick -> expected.add("succeeded " + tick + " null"));
            if (!skipped.isEmpty()) {
                expected.add("skipped " + skipped.get(skipped.size() - 1) + " " + skipped.size());
            }
            assertThat(rows.stream().map(row -> row.replace(".000Z", "Z")))
                    .containsExactlyInAnyOrderElementsOf(expected);
        });
        assertThat(target.calls(path)).hasSize(run.size());
    }

    private static List<String> headers(List<Call> calls, String name) {
        return calls.stream().map(call -> call.header(name)).toList();
    }
}
