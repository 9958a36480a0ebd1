package dev.belfry.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.embedded.process.FreePort;
import dev.belfry.embedded.testing.TestFolders;
import dev.belfry.local.system.RecordingTarget.Call;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
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
import java.util.concurrent.TimeUnit;
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

    private final Path data;
    private final String port;
    private final RecordingTarget target;
    private LauncherProcess launcher;
    private ApiClient api;
    private Jobs jobs;

    PromisesSystemIT(@TempDir Path temporary) throws Exception {
        data = temporary.toRealPath().resolve("data");
        port = Integer.toString(FreePort.choose());
        // Unpacking PostgreSQL takes seconds and is tested where it is done.
        Files.createDirectories(TestFolders.cache());
        Files.createDirectories(data);
        Files.createSymbolicLink(data.resolve("programs"), TestFolders.cache());
        target = new RecordingTarget();
        start();
    }

    @AfterAll
    void end() throws Exception {
        launcher.close();
        target.close();
        Files.delete(data.resolve("programs"));
    }

    @Test
    void callsAOneTimeJobAtOnce() throws Exception {
        Instant before = Instant.now();

        String job = jobs.create("/one-time", "one_time", Map.of());

        assertThat(jobs.assertCalledOnce("/one-time", job).at()).isBetween(before, before.plusSeconds(5));
        assertThat(jobs.find(job).path("state").asText()).isEqualTo("completed");
    }

    @Test
    void callsAScheduledJobAtItsInstant() throws Exception {
        Instant due = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(4);

        String job = jobs.create("/scheduled", "scheduled", Map.of("run_at", due.toString()));

        assertThat(jobs.nextRun(job)).isEqualTo(due);
        Call call = jobs.assertCalledOnce("/scheduled", job);
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
        String job = jobs.create("/cron", "cron", Map.of("cron", "0 12 * * *", "timezone", zone.getId()));

        // then
        Instant next = (noon.isAfter(now) ? noon : noon.plusDays(1)).toInstant();
        assertThat(jobs.nextRun(job)).isEqualTo(next);
        api.runNow(job);
        jobs.assertCalledOnce("/cron", job);
        assertThat(jobs.nextRun(job)).isEqualTo(next);
    }

    @Test
    void countsARecurringJobFromItsCreation() throws Exception {
        String job = jobs.create("/recurring", "recurring", Map.of("every_n_minutes", 7));

        Instant created = Instant.parse(jobs.find(job).path("created_at").asText());
        assertThat(jobs.nextRun(job)).isEqualTo(created.plus(Duration.ofMinutes(7)));
        api.runNow(job);
        jobs.assertCalledOnce("/recurring", job);
    }

    @Test
    void triesAgainAfterEverLongerWaits() throws Exception {
        // given
        target.plan("/flaky", 503, 503, 200);

        // when
        String job = jobs.create("/flaky", "one_time", Map.of());

        // then
        JsonNode execution = jobs.awaitOnly(job, "succeeded");
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
        String job = jobs.create("/broken", "cron", Map.of("cron", "0 0 29 2 *"));
        Map<String, String> config = Map.of("url", target.url("/hook"), "secret", SECRET);
        JsonNode channel = api.create(
                "/v1/notification-channels", Map.of("name", "Promises", "type", "webhook", "config", config));
        api.create(
                "/v1/jobs/" + job + "/notification-rules",
                Map.of("channel_id", channel.path("id").asText(), "event", "on_failure"));

        // when
        ProcessHandle notifier = launcher.part("-Dbelfry.service=notifier-service");
        notifier.destroyForcibly();
        notifier.onExit().join();
        api.runNow(job);

        // then
        JsonNode execution = jobs.awaitOnly(job, "failed");
        Call told = jobs.awaitCalls("/hook", 1).get(0);
        told.assertSigned(SECRET);
        assertThat(told.body()).contains(job, execution.path("id").asText());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(jobs.listed("/v1/notification-deliveries"))
                        .singleElement()
                        .satisfies(delivery ->
                                assertThat(delivery.path("status").asText()).isEqualTo("delivered")));
    }

    @Test
    void handsACallBackWhenItsExecutorIsStopped() throws Exception {
        // given
        target.planSilence("/hanging");
        String job = jobs.create("/hanging", "one_time", Map.of());
        jobs.awaitCalls("/hanging", 1);

        // when
        launcher.part("-Dbelfry.service=executor-service").destroy();

        // then
        JsonNode execution = jobs.awaitOnly(job, "succeeded");
        JsonNode lost = execution.path("attempts").path(0);
        assertThat(lost.path("errorClass").asText()).isEqualTo("EXECUTOR_LOST");
        // Its own words, written while it stopped; a scheduler that finds the lease expired has others.
        assertThat(lost.path("errorMessage").asText()).startsWith("the executor stopped before the answer came");
        String id = execution.path("id").asText();
        assertThat(headers(target.calls("/hanging"), "Idempotency-Key")).containsExactly(id, id);
    }

    /** Under load all the while, and the keys are rotated in the middle of it. */
    @Test
    void tellsNobodyASecretAndRotatesItsKeysWithoutAFailure() throws Exception {
        SecretsUnderLoad secrets = new SecretsUnderLoad(inNewWorkspace());
        List<String> runs = new ArrayList<>();
        try (TellingTarget telling = new TellingTarget()) {
            // given
            secrets.create(telling, target.url("/told"));

            // when
            Process rotation = rotateKeys();
            do {
                runs.addAll(secrets.runAll());
            } while (!rotation.waitFor(500, TimeUnit.MILLISECONDS));

            // then
            assertThat(rotation.exitValue()).isZero();
            awaitEnded(runs);
            assertThat(telling.received()).containsExactlyInAnyOrderElementsOf(secrets.secrets());
        }
        secrets.askForEverything(runs.subList(0, secrets.secrets().size()));
        assertThat(String.join("\n", secrets.answers())).contains("***", "tells its secret");
        assertThat(secrets.found(secrets.answers())).isEmpty();
        assertToldNobody(secrets, runs.get(0));
    }

    private void assertToldNobody(SecretsUnderLoad secrets, String run) throws Exception {
        Map<String, String> database = Remains.database(data);
        assertThat(String.join("", database.values()))
                .contains("tells its secret", "***")
                .doesNotContain("UNREADABLE_SECRET");
        assertThat(secrets.found(database)).isEmpty();
        Map<String, String> files = Remains.files(data);
        assertThat(files).anySatisfy((name, bytes) -> assertThat(name + bytes).contains("execution.finished-", run));
        assertThat(files.keySet()).anyMatch(name -> name.endsWith("executor-service.log"));
        assertThat(secrets.found(files)).isEmpty();
        Map<String, String> metrics = Remains.metrics(launcher);
        assertThat(metrics.values()).anyMatch(text -> text.contains("executor_attempts"));
        assertThat(secrets.found(metrics)).isEmpty();
        assertThat(secrets.found(List.of(launcher.output()))).isEmpty();
        List<Call> told = target.calls("/told");
        assertThat(told)
                .isNotEmpty()
                .allSatisfy(call -> assertThat(secrets.channels()).anySatisfy(call::assertSigned));
        assertThat(secrets.found(told.stream()
                        .map(call -> call.headers().entrySet() + call.body())
                        .toList()))
                .isEmpty();
    }

    private ApiClient inNewWorkspace() throws Exception {
        Map<String, String> owner = Map.of(
                "name", "Canary",
                "email", "canary@example.com",
                "password", "correct horse battery",
                "workspace_name", "Canaries");
        String login = api.create("/v1/auth/signup", owner).path("token").asText();
        return new ApiClient(Map.of("CRON_API_URL", launcher.env().get("CRON_API_URL"), "CRON_TOKEN", login));
    }

    private Process rotateKeys() throws IOException {
        return new ProcessBuilder(
                        Path.of("rotate-keys").toAbsolutePath().toString(), "--data", data.toString(), "--settle", "3")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void awaitEnded(List<String> runs) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Remains.open(data, runs)).isZero());
    }

    @Test
    void keepsEveryPingThatItAnsweredAlthoughTheApiWasKilled() throws Exception {
        // given: far fewer for each monitor than are kept, because each under way at the kill may be stored twice
        List<JsonNode> monitors = new ArrayList<>();
        List<URI> pings = new ArrayList<>();
        for (int i = 0; i < 84; i++) {
            JsonNode monitor = api.create("/v1/monitors", Map.of("name", "m" + i, "expected_interval_sec", 3600));
            monitors.add(monitor);
            IntStream.range(0, 60)
                    .mapToObj(run -> URI.create(monitor.path("ping_url").asText() + "?rid=" + run))
                    .forEach(pings::add);
        }
        Pinger pinger = new Pinger(pings);

        // when
        CompletableFuture<Set<URI>> answered = pinger.send();
        await().atMost(PATIENCE).until(() -> pinger.answeredCount() > 1_000);
        launcher.part("-Dbelfry.service=api-service").destroyForcibly();

        // then
        assertThat(answered.join()).hasSize(5_040);
        Set<URI> stored = new HashSet<>();
        for (JsonNode monitor : monitors) {
            api.get("/v1/monitors/" + monitor.path("id").asText() + "/pings?limit=100")
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
        List<JsonNode> before = jobs.listed("/v1/executions?limit=100");
        String monitor = createPinged();

        // when
        launcher.stop();
        assertThat(processesOfTheFolder()).isEmpty();
        StoppedDatabase.makeDue(data, List.of(latest, all, none), missed.get(0));
        StoppedDatabase.letMonitorsAge(data, Duration.ofMinutes(10));
        start();

        // then
        assertWaitsOn(monitor, Instant.now());
        assertMadeUp(latest, missed.subList(4, 5), missed.subList(0, 4));
        assertMadeUp(all, missed, List.of());
        assertMadeUp(none, List.of(), missed);
        assertThat(before).hasSizeGreaterThan(5);
        assertThat(jobs.listed("/v1/executions?limit=100")).containsAll(before);
        assertThat(target.calls("/hook")).hasSize(1);
        assertThat(target.calls("/hanging")).hasSize(2);
    }

    /** A monitor that expects its next ping in half a minute. */
    private String createPinged() throws Exception {
        JsonNode monitor =
                api.create("/v1/monitors", Map.of("name", "beat", "expected_interval_sec", 30, "grace_seconds", 1));
        Pinger pinger = new Pinger(List.of(URI.create(monitor.path("ping_url").asText())));
        assertThat(pinger.send().join()).hasSize(1);
        return monitor.path("id").asText();
    }

    /** Its ping may have been sent while nobody listened: the next one is waited for. */
    private void assertWaitsOn(String monitor, Instant started) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode now = api.get("/v1/monitors/" + monitor);
            assertThat(now.path("state").asText()).isEqualTo("up");
            assertThat(Instant.parse(now.path("next_expected_at").asText())).isAfter(started);
        });
    }

    private void start() throws IOException {
        launcher = LauncherProcess.start(Path.of("../..").toRealPath(), data, "--port", port, "--no-demo");
        api = new ApiClient(launcher.awaitReady().env());
        jobs = new Jobs(api, target);
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
        String job = jobs.create("/" + catchUp, "cron", Map.of("cron", cron, "catch_up", catchUp));
        assertThat(jobs.nextRun(job)).isEqualTo(first.plusDays(1).toInstant());
        return job;
    }

    private void assertMadeUp(String job, List<Instant> run, List<Instant> skipped) throws Exception {
        String path = jobs.find(job).path("name").asText();
        jobs.awaitCalls(path, run.size());
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> rows = new ArrayList<>();
            for (JsonNode execution : jobs.executions(job)) {
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

    private List<String> processesOfTheFolder() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(commandLine -> commandLine.contains(data.toString()))
                .toList();
    }

    private static List<String> headers(List<Call> calls, String name) {
        return calls.stream().map(call -> call.header(name)).toList();
    }
}
