package dev.belfry.api.bulk;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.bulk.BulkRepository.Part;
import dev.belfry.api.search.ExecutionState;
import dev.belfry.api.search.Search;
import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Past;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An action is done once, whoever dies over it, and no further than it was not aborted. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class BulkActionIT {

    private static final Instant THEN = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Cast cast = new Cast();
    private final WorkspaceId workspace = new WorkspaceId(cast.home().id());
    private final UUID job = cast.home().job("recurring", "{\"every_n_minutes\": 60}", "https://example.com/hook");
    private final Past past = new Past(cast, job);

    @Inject
    BulkRepository actions;

    @Inject
    BulkService bulk;

    @Test
    void whatNobodyAsksAboutGoesOnByItself() {
        List<UUID> runs = queued(25);
        UUID action = lyingSince("cancel", runs, "now() - interval '1 s'");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(row(action)).containsEntry("state", "completed"));

        assertThat(row(action)).containsEntry("done", 25).containsEntry("failed", 0);
        assertThat(runs).allSatisfy(run -> assertThat(execution(run)).containsEntry("status", "canceled"));
    }

    @Test
    void whoListsActionsMakesThemGoOn() {
        UUID action = lyingSince("cancel", queued(1), "now() - interval '1 s'");

        cast.alice().get("/api/v1/bulk-actions").then().statusCode(200);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(row(action)).containsEntry("state", "completed"));
    }

    @Test
    void aReplayThatWasMadeBeforeItsActionWasLeftLyingIsNotMadeAgain() {
        List<UUID> runs = queued(3);
        UUID action = lyingSince("replay", runs, "now() - interval '1 s'");
        await().atMost(Duration.ofSeconds(30)).until(() -> completedByAsking(action));
        Set<UUID> replays = replays();
        assertThat(replays).hasSize(3);

        write("UPDATE execution SET status = 'failed' WHERE replay_of = ?", runs.get(0));
        write(
                "UPDATE bulk_action SET state = 'pending', done = 0, finished_at = NULL, leased_until = NULL WHERE id = ?",
                action);

        await().atMost(Duration.ofSeconds(30)).until(() -> completedByAsking(action));
        assertThat(row(action)).containsEntry("done", 3).containsEntry("failed", 0);
        assertThat(replays()).isEqualTo(replays);
    }

    @Test
    void nobodyGetsWhatSomebodyHoldsAndWhoLostItChangesNothing() {
        UUID action = lyingSince("cancel", queued(25), "now() + interval '1 h'");
        assertThat(of(actions.take(workspace, action))).isEmpty();
        Part slow = new Part(BulkAction.Kind.CANCEL, 0, ids(action, 20));

        Part next = of(actions.advance(workspace, action, slow, 1)).orElseThrow();
        Optional<Part> tooLate = of(actions.advance(workspace, action, slow, 20));

        assertThat(next.executions()).hasSize(5);
        assertThat(tooLate).isEmpty();
        assertThat(row(action)).containsEntry("done", 20).containsEntry("failed", 1);
        assertThat(of(actions.advance(workspace, action, next, 0)).orElseThrow().executions())
                .isEmpty();
        assertThat(row(action)).containsEntry("state", "completed").containsEntry("done", 25);
    }

    @Test
    void whatIsUnderWayAtAnAbortCountsAndIsTheLast() {
        List<UUID> runs = queued(30);
        UUID action = lyingSince("cancel", runs, "now() + interval '1 h'");
        Part underWay = new Part(BulkAction.Kind.CANCEL, 0, runs.subList(0, 20));

        cast.alice()
                .post("/api/v1/bulk-actions/" + wire("bulk_", action) + "/abort")
                .then()
                .statusCode(200);
        Object finishedAt = row(action).get("finished_at");
        Part next = of(actions.advance(workspace, action, underWay, 2)).orElseThrow();

        assertThat(next.executions()).isEmpty();
        assertThat(row(action))
                .containsEntry("state", "aborted")
                .containsEntry("done", 20)
                .containsEntry("failed", 2)
                .containsEntry("finished_at", finishedAt);
        assertThat(finishedAt).isNotNull();
        cast.alice()
                .get("/api/v1/runs?page[size]=100&filter[bulkAction]=" + wire("bulk_", action))
                .then()
                .body("data", hasSize(20));
        assertThat(of(actions.take(workspace, action))).isEmpty();
        assertThat(runs).allSatisfy(run -> assertThat(execution(run)).containsEntry("status", "queued"));
    }

    @Test
    void aCallThatIsMadeAgainFindsItsAction() {
        String first = start("call");

        write("UPDATE execution SET status = 'succeeded' WHERE job_id = ?", job);

        assertThat(start("call")).isEqualTo(first);
        assertThat(start("another call")).isNotEqualTo(first);
        assertThat(start("")).isNotEqualTo(start(""));
        Set<String> together = IntStream.range(0, 8)
                .parallel()
                .mapToObj(n -> start("calls at once"))
                .collect(Collectors.toSet());
        assertThat(together).hasSize(1);
        assertThat(rows("SELECT 1 FROM bulk_action WHERE workspace_id = ?", workspace.value()))
                .hasSize(5);
    }

    @Test
    void fewAmongTooManyAreNotLookedForToTheEnd() {
        write("""
                INSERT INTO execution (id, workspace_id, job_id, status, source, scheduled_for, due_at)
                SELECT %s, ?, ?, 'succeeded', 'schedule', at, at
                  FROM (SELECT timestamptz '2026-03-02' + n * interval '1 s' AS at FROM generate_series(1, 20500) n) t
                """.formatted(Past.ID_AT), workspace.value(), job);
        UUID oldest = past.row("manual", "running", Instant.parse("2026-03-01T00:00:00Z"));
        Search running = new Search(Set.of(ExecutionState.RUNNING), List.of(), Set.of(), null, null, null, null);

        assertThat(of(bulk.found(workspace, running, 3))).containsExactly(oldest);
        assertThatThrownBy(() -> of(bulk.found(workspace, running, 2))).hasMessageContaining("narrow the filter");
    }

    private String start(String call) {
        return cast.alice("{\"action\": \"cancel\", \"filter\": {\"status\": \"EXECUTING\"}}")
                .header("x-trigger-request-idempotency-key", call)
                .post("/api/v1/bulk-actions")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private boolean completedByAsking(UUID action) {
        return cast.alice()
                .get("/api/v1/bulk-actions/" + wire("bulk_", action))
                .path("status")
                .equals("COMPLETED");
    }

    private List<UUID> queued(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> past.row("manual", "queued", THEN.plusSeconds(n)))
                .toList();
    }

    /** As somebody leaves it who dies over its first part. */
    private UUID lyingSince(String kind, List<UUID> about, String leasedUntil) {
        UUID action = (UUID) rows("SELECT uuidv7() AS id").get(0).get("id");
        write(
                "INSERT INTO bulk_action (id, workspace_id, kind, state, executions, leased_until)"
                        + " VALUES (?, ?, ?, 'pending', string_to_array(?, ',')::uuid[], " + leasedUntil + ")",
                action,
                workspace.value(),
                kind,
                about.stream().map(UUID::toString).collect(Collectors.joining(",")));
        return action;
    }

    private List<UUID> ids(UUID action, int most) {
        return rows("SELECT unnest(executions[1 : ?]) AS id FROM bulk_action WHERE id = ?", most, action).stream()
                .map(row -> (UUID) row.get("id"))
                .toList();
    }

    private Set<UUID> replays() {
        return rows("SELECT id FROM execution WHERE job_id = ? AND source = 'replay'", job).stream()
                .map(row -> (UUID) row.get("id"))
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> row(UUID action) {
        return rows("SELECT * FROM bulk_action WHERE id = ?", action).get(0);
    }

    private static <T> T of(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }

    private static String wire(String prefix, UUID id) {
        return prefix + id.toString().replace("-", "");
    }
}
