package dev.belfry.api.execution;

import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Past;
import dev.belfry.api.transaction.WorkspaceSql;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What PostgreSQL touches for a page, counted in its blocks of 8 KB, which no busy machine changes. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class ListCostIT {

    private static final Instant FIRST = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A few descents into each day's index. */
    private static final long FOUND_AT_ONCE = 500;

    /** Ten thousand rows, twice; their few jobs are remembered. */
    private static final long EXAMINED_IN_VAIN = 5_000;

    @Inject
    WorkspaceSql sql;

    @Inject
    ObjectMapper mapper;

    private final Cast cast = new Cast();
    private final WorkspaceId home = new WorkspaceId(cast.home().id());
    private final UUID busy = cast.home().job("recurring", "{\"every_n_minutes\": 5}", "https://example.com/hook");
    private final UUID quiet = cast.home().job("recurring", "{\"every_n_minutes\": 5}", "https://example.com/hook");

    @Test
    void costsTheSameHoweverManyExecutionsAreStored() {
        store(0, 50_000);
        Map<String, Long> with50000 = costs();
        store(50_000, 150_000);
        Map<String, Long> with200000 = costs();

        with200000.forEach((filter, blocks) -> {
            assertThat(blocks)
                    .as("%s: %s blocks with 200,000 executions, %s with 50,000", filter, blocks, with50000.get(filter))
                    .isLessThan(with50000.get(filter) * 3 / 2 + 500)
                    .isLessThan(filter.startsWith("in vain") ? EXAMINED_IN_VAIN : FOUND_AT_ONCE);
        });
    }

    private Map<String, Long> costs() {
        Map<String, Long> costs = new LinkedHashMap<>();
        costs.put("all", blocks(filter(null, null, null, null)));
        costs.put("status failed", blocks(filter("failed", null, null, null)));
        costs.put("status succeeded", blocks(filter("succeeded", null, null, null)));
        costs.put("one quiet job", blocks(filter(null, null, null, quiet)));
        costs.put("in vain: status running", blocks(filter("running", null, null, null)));
        costs.put("in vain: source", blocks(filter(null, "webhook", null, null)));
        costs.put("in vain: job_name", blocks(filter(null, null, "nobody", null)));
        costs.put("in vain: one job, status failed", blocks(filter("failed", null, null, busy)));
        return costs;
    }

    private long blocks(ExecutionFilter filter) {
        ListStatement statement = new ListStatement(home, filter, new PageRequest(50, null));
        long first = blocks(statement.rows(), statement);
        return filter.status() != null && filter.status().equals("succeeded")
                        || filter.equals(filter(null, null, null, null))
                ? first
                : first + blocks(statement.rowsAndExtent(), statement);
    }

    private long blocks(String select, ListStatement statement) {
        Object plan = sql.query(home, "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + select, statement.values())
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getValue(0);
        try {
            JsonNode root = mapper.readTree(plan instanceof JsonArray json ? json.encode() : plan.toString())
                    .get(0)
                    .get("Plan");
            return root.get("Shared Hit Blocks").asLong()
                    + root.get("Shared Read Blocks").asLong();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void store(int from, int count) {
        write("""
                INSERT INTO execution (id, workspace_id, job_id, status, source, scheduled_for, due_at)
                SELECT %s, ?, ?, 'succeeded', 'schedule', at, at
                FROM (SELECT ?::timestamptz + n * interval '1 s' AS at FROM generate_series(?::int, ?::int) AS n) t
                """.formatted(Past.ID_AT), home.value(), busy, FIRST, from, from + count - 1);
        write("ANALYZE execution");
    }

    private static ExecutionFilter filter(
            @Nullable String status, @Nullable String source, @Nullable String jobName, @Nullable UUID job) {
        return new ExecutionFilter(status, source, jobName, null, null, null, job);
    }
}
