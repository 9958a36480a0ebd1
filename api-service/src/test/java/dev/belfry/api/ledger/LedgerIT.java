package dev.belfry.api.ledger;

import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Past;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ServersResource.class)
class LedgerIT {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final int A_DAY = 24 * 4;

    private final Cast cast = new Cast();
    private final UUID job = cast.home().job("cron", "{\"cron\": \"*/15 * * * *\"}", "https://example.com/hook");
    private final Past past = new Past(cast, job);

    /** A day at every quarter: runs until six, an outage until nine, runs until noon, nothing yet after that. */
    @BeforeEach
    void aDay() {
        write("UPDATE job SET created_at = ?, updated_at = created_at WHERE id = ?", MIDNIGHT.minusSeconds(1), job);
        for (int quarter = 0; quarter < 24; quarter++) {
            past.ran("succeeded", quarter(quarter), 1, 1);
        }
        past.missed(11, quarter(34), quarter(35).plusSeconds(60));
        for (int quarter = 35; quarter < 48; quarter++) {
            past.ran("failed", quarter(quarter), 1, 1);
        }
        past.row("manual", "succeeded", quarter(3).plusSeconds(7));
        cast.home().due(job, quarter(48));
    }

    @Test
    void tellsOfEveryTickOnce() {
        for (int limit : new int[] {1, 7, 100}) {
            List<Map<String, Object>> lines = walk(limit);

            assertThat(lines).hasSize(A_DAY);
            for (int quarter = 0; quarter < A_DAY; quarter++) {
                assertThat(Instant.parse((String) lines.get(quarter).get("due_at")))
                        .isEqualTo(quarter(quarter));
            }
            assertThat(outcomes(lines, "executed")).isEqualTo(24 + 13);
            assertThat(outcomes(lines, "skipped")).isEqualTo(11);
            assertThat(outcomes(lines, "pending")).isEqualTo(A_DAY - 48);
        }
    }

    @Test
    void saysWhatATickCameTo() {
        UUID canceled = past.tick("canceled", quarter(48));
        write("UPDATE execution SET reason = 'canceled' WHERE id = ?", canceled);
        write("UPDATE job_due SET next_run_at = ? WHERE job_id = ?", quarter(49), job);

        range(quarter(47), quarter(50))
                .get("/v1/jobs/" + job + "/ledger")
                .then()
                .statusCode(200)
                .body("data.outcome", equalTo(List.of("executed", "skipped", "pending")))
                .body("data.status", equalTo(Arrays.asList("failed", "canceled", null)))
                .body("data[1].execution_id", equalTo(canceled.toString()))
                .body("data[1].reason", equalTo("canceled"))
                .body("data[2].execution_id", equalTo(null));
    }

    @Test
    void isShortAndGoesOnWhenOtherRowsAreInTheWay() {
        write("""
                INSERT INTO execution (id, workspace_id, job_id, status, source, scheduled_for, due_at)
                SELECT %s, ?, ?, 'succeeded', 'manual', at, at
                FROM generate_series(?::timestamptz + interval '1 s', ?::timestamptz + interval '1500 s', '1 s') AS at
                """.formatted(Past.ID_AT), cast.home().id(), job, quarter(40), quarter(40));

        assertThat(walk(100)).hasSize(A_DAY);
    }

    @Test
    void refusesARangeWithoutBound() {
        range(MIDNIGHT, MIDNIGHT.plusSeconds(32L * 24 * 3600))
                .get("/v1/jobs/" + job + "/ledger")
                .then()
                .statusCode(400)
                .body("error.details[0].field", equalTo("from"));
        cast.charlie().get("/v1/jobs/" + job + "/ledger").then().statusCode(404);
        cast.alice().get("/v1/jobs/" + job + "/ledger").then().statusCode(200);
        range(quarter(1), quarter(1)).get("/v1/jobs/" + job + "/ledger").then().body("data", hasSize(0));
    }

    private List<Map<String, Object>> walk(int limit) {
        List<Map<String, Object>> lines = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification request = range(MIDNIGHT, quarter(A_DAY)).queryParam("limit", limit);
            JsonPath page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/v1/jobs/" + job + "/ledger")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            lines.addAll(page.getList("data"));
            cursor = page.getString("next_cursor");
        } while (cursor != null);
        return lines;
    }

    private static long outcomes(List<Map<String, Object>> lines, String outcome) {
        return lines.stream()
                .filter(line -> outcome.equals(line.get("outcome")))
                .count();
    }

    private RequestSpecification range(Instant from, Instant to) {
        return cast.alice().queryParam("from", from.toString()).queryParam("to", to.toString());
    }

    private static Instant quarter(int number) {
        return MIDNIGHT.plusSeconds(900L * number);
    }
}
