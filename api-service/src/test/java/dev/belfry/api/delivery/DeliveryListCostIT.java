package dev.belfry.api.delivery;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.testing.Cast;
import dev.belfry.api.transaction.WorkspaceSql;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL touches for a page of deliveries, counted in its blocks of 8 KB. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class DeliveryListCostIT {

    /** All that is stored fills some thousand blocks. */
    private static final long FOUND_AT_ONCE = 300;

    private static final int STORED = 40_000;

    @Inject
    WorkspaceSql sql;

    @Inject
    ObjectMapper mapper;

    private final Cast cast = new Cast();
    private final WorkspaceId home = new WorkspaceId(cast.home().id());
    private final UUID busy = cast.home().webhook("https://example.com/busy");
    private final UUID quiet = cast.home().webhook("https://example.com/quiet");
    private final UUID job = cast.home().job("cron", "{}", "https://example.com/hook");
    private UUID monitor;

    /** The few that are looked for are the oldest. */
    @BeforeEach
    void store() {
        monitor = UUID.fromString(cast.alice("{\"name\": \"m\", \"expected_interval_sec\": 60}")
                .post("/v1/monitors")
                .path("id"));
        store(quiet, job, null, 3);
        store(busy, null, monitor, 3);
        write("""
                UPDATE notification_delivery SET status = 'failed'
                 WHERE id IN (SELECT id FROM notification_delivery WHERE workspace_id = ? LIMIT 2)
                """, home.value());
        store(busy, job, null, STORED);
        write("""
                INSERT INTO job (id, workspace_id, name, kind, state, schedule, request, retry_policy, anchor_at, created_at,
                                 updated_at)
                SELECT gen_random_uuid(), workspace_id, name, kind, state, schedule, request, retry_policy, anchor_at,
                       created_at, updated_at
                  FROM job, generate_series(1, 10000) WHERE id = ?
                """, job);
        write("ANALYZE notification_delivery, job");
    }

    @Test
    void noFilterReadsWhatItDoesNotShow() {
        UUID execution =
                (UUID) rows("SELECT execution_id FROM notification_delivery WHERE channel_id = ? LIMIT 1", quiet)
                        .get(0)
                        .get("execution_id");

        assertThat(page(null, null, null).rows()).isEqualTo(51);
        assertThat(page(busy, null, null).rows()).isEqualTo(51);
        assertThat(page(quiet, null, null).rows()).isEqualTo(3);
        assertThat(page(null, execution, null).rows()).isEqualTo(1);
        assertThat(page(null, null, monitor).rows()).isEqualTo(3);
        assertThat(page(busy, execution, null).rows()).isZero();
        assertThat(page(quiet, null, monitor).rows()).isZero();
        assertThat(page("delivered").rows()).isEqualTo(51);
        assertThat(page("failed").rows()).isEqualTo(2);
        for (Cost cost : List.of(
                page(null, null, null),
                page(busy, null, null),
                page(quiet, null, null),
                page(null, execution, null),
                page(null, null, monitor),
                page(busy, execution, null),
                page(quiet, null, monitor),
                page("delivered"),
                page("failed"))) {
            assertThat(cost.blocks()).as(cost.text()).isLessThan(FOUND_AT_ONCE);
        }
    }

    private record Cost(String text, long rows, long blocks) {}

    private Cost page(@Nullable UUID channel, @Nullable UUID execution, @Nullable UUID ofMonitor) {
        return page(new DeliveryFilter(channel, execution, ofMonitor, null));
    }

    private Cost page(String status) {
        return page(new DeliveryFilter(null, null, null, status));
    }

    private Cost page(DeliveryFilter filter) {
        ListStatement statement = new ListStatement(home, filter, new PageRequest(50, null));
        String text = statement.text(DeliveryRepository.SELECT);
        Object plan = sql.query(home, "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + text, statement.values())
                .await()
                .atMost(Duration.ofSeconds(60))
                .iterator()
                .next()
                .getValue(0);
        try {
            JsonNode root = mapper.readTree(plan instanceof JsonArray json ? json.encode() : plan.toString())
                    .get(0)
                    .get("Plan");
            return new Cost(
                    root.toPrettyString(),
                    root.get("Actual Rows").asLong(),
                    root.get("Shared Hit Blocks").asLong()
                            + root.get("Shared Read Blocks").asLong());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void store(UUID channel, @Nullable UUID ofJob, @Nullable UUID ofMonitor, int count) {
        write("""
                INSERT INTO notification_delivery (id, workspace_id, channel_id, job_id, execution_id, monitor_id, event,
                                                   status, due_at)
                SELECT uuidv7(), ?, ?, ?::uuid, CASE WHEN ?::uuid IS NULL THEN gen_random_uuid() END, ?, 'x', 'delivered', now()
                  FROM generate_series(1, ?)
                """, home.value(), channel, ofJob, ofMonitor, ofMonitor, count);
    }
}
