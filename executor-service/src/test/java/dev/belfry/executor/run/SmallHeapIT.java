package dev.belfry.executor.run;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.core.testing.TargetServer;
import dev.belfry.core.testing.TargetServer.Received;
import dev.belfry.embedded.testing.TestWorkspace;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The executor as it is installed, on a heap smaller than the launcher gives it, among large jobs and targets that mean
 * harm: it stays alive, ends every call in time, and a neighbour's calls come when they are due.
 */
class SmallHeapIT {

    private static final int HEAP_MEGABYTES = 144;
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int TIMEOUT_SECONDS = 12;

    private final TestExecutors sender = new TestExecutors();
    private final TestWorkspace workspace = TestWorkspace.create();
    private final TestWorkspace greedy = TestWorkspace.create();
    private final TestWorkspace neighbour = TestWorkspace.create();
    private final TargetServer sound = TargetServer.start();
    private final List<NetServer> hostile = new ArrayList<>();
    private final List<ExecutionRequested> messages = new ArrayList<>();
    private final ExecutorProcess executor;

    SmallHeapIT(@TempDir Path folder) throws Exception {
        executor = ExecutorProcess.start(folder, HEAP_MEGABYTES);
    }

    @BeforeEach
    void warmUp() {
        Instant due = Instant.now();
        run(neighbour, neighbour.job("cron", "{}", sound.url("/warm-up")), due);
        sender.request(messages);
        await().until(() -> !sound.received("/warm-up").isEmpty());
        messages.clear();
    }

    @AfterEach
    void close() throws Exception {
        executor.close();
        hostile.forEach(server ->
                server.close().toCompletionStage().toCompletableFuture().join());
        sound.close();
        sender.close();
    }

    @Test
    void fiveHundredRequestsOfAMegabyteAtOnce() throws Exception {
        // given
        String neverReads = hostile(socket -> socket.pause());
        Instant due = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.MILLIS);
        large(greedy, neverReads, 250, due);
        large(workspace, sound.url("/large"), 250, due);

        // when
        List<UUID> beside = beside(due);
        sender.request(messages);

        // then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(sound.received("/large")).hasSizeGreaterThan(100));
        executor.assertSound();
        assertCalledInTime(beside);
    }

    @Test
    void aThousandAnswersThatAreLargeAndNeverEnd() throws Exception {
        // given
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n" + "a:b\r\n".repeat(2_000) + "X-Long: "
                + "x".repeat(5_000) + "\r\n\r\n";
        String large = hostile(answering(head + "x".repeat(70_000)));
        String unfinished = hostile(answering("HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(16_000)));
        Instant due = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.MILLIS);
        List<UUID> runs = new ArrayList<>();
        runs.addAll(many(large, 500, due));
        runs.addAll(many(unfinished, 500, due));

        // when
        List<UUID> beside = beside(due);
        sender.request(messages);

        // then
        await().atMost(Duration.ofSeconds(TIMEOUT_SECONDS + 10))
                .untilAsserted(() -> assertThat(ended(runs)).isEqualTo(runs.size()));
        executor.assertSound();
        assertCalledInTime(beside);
        assertThat(rows("SELECT DISTINCT error_code FROM execution WHERE id = ANY(?::uuid[])", array(runs)))
                .containsExactly(Map.of("error_code", "TIMEOUT"));
    }

    /** The neighbour's calls, ten a second while the others are at work. */
    private List<UUID> beside(Instant due) {
        List<UUID> runs = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            UUID job = neighbour.job("cron", "{}", sound.url("/beside"));
            runs.add(run(neighbour, job, due.plusMillis(100L * i)));
        }
        return runs;
    }

    /** Two cores do all of this, the test's own targets included: what counts is that nobody waits for a slow target. */
    private void assertCalledInTime(List<UUID> runs) {
        await().untilAsserted(() -> assertThat(sound.received("/beside")).hasSameSizeAs(runs));
        assertThat(sound.received("/beside").stream().map(SmallHeapIT::lateMillis))
                .allSatisfy(late -> assertThat(late).isLessThan(TIMEOUT_SECONDS * 1_000));
    }

    private static long lateMillis(Received call) {
        Instant due = Instant.parse(call.headers().get("x-cron-service-scheduled-for"));
        return Duration.between(due, call.at()).toMillis();
    }

    private void large(TestWorkspace whose, String url, int count, Instant due) {
        List<UUID> jobs = jobs(whose, url, count);
        write("""
                UPDATE job SET request = jsonb_set(jsonb_set(request::jsonb, '{method}', '"POST"'), '{body}',
                                                   to_jsonb(repeat('x', ?)))::json
                 WHERE id = ANY(?::uuid[])
                """, MEBIBYTE - 1_000, array(jobs));
        jobs.forEach(job -> run(whose, job, due));
    }

    private List<UUID> many(String url, int count, Instant due) {
        return jobs(workspace, url, count).stream()
                .map(job -> run(workspace, job, due))
                .toList();
    }

    private static List<UUID> jobs(TestWorkspace whose, String url, int count) {
        String request = TestWorkspace.getRequest(url)
                .replace("\"timeout_seconds\": 30", "\"timeout_seconds\": " + TIMEOUT_SECONDS);
        String once = "{\"max_attempts\": 1, \"retry_on_statuses\": []}";
        List<UUID> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            jobs.add(whose.job("cron", "{}", request, once));
        }
        return jobs;
    }

    private UUID run(TestWorkspace whose, UUID job, Instant due) {
        UUID run = whose.queued(job, due);
        // A host of its own for each workspace, as it would be.
        messages.add(new ExecutionRequested(run, whose.id(), due, whose.id() + ".example"));
        return run;
    }

    private static long ended(List<UUID> runs) {
        return (long) rows(
                        "SELECT count(*) AS n FROM execution WHERE id = ANY(?::uuid[]) AND finished_at IS NOT NULL",
                        array(runs))
                .get(0)
                .get("n");
    }

    private static String array(List<UUID> ids) {
        return ids.toString().replace('[', '{').replace(']', '}');
    }

    private static Consumer<NetSocket> answering(String bytes) {
        return socket -> socket.handler(request -> {
            socket.handler(more -> {});
            socket.write(bytes);
        });
    }

    private String hostile(Consumer<NetSocket> connected) {
        NetServer server = sender.vertx()
                .createNetServer(new NetServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setReceiveBufferSize(64 * 1024)
                        .setAcceptBacklog(1_024))
                .connectHandler(connected::accept);
        hostile.add(server);
        int port =
                server.listen().toCompletionStage().toCompletableFuture().join().actualPort();
        return "http://127.0.0.1:" + port + "/hostile";
    }
}
