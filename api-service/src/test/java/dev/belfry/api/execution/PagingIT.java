package dev.belfry.api.execution;

import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Past;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(ServersResource.class)
class PagingIT {

    private static final Instant THEN = Instant.parse("2026-03-02T12:00:00Z");

    private final Cast cast = new Cast();
    private final UUID job = cast.home().job("recurring", "{\"every_n_minutes\": 5}", "https://example.com/hook");
    private final Past past = new Past(cast, job);

    @Test
    void neitherRepeatsNorSkipsRowsWhileOthersArriveOnBothSides() {
        // given
        List<String> there = new ArrayList<>();
        for (int minute = 0; minute < 12; minute++) {
            there.add(0, past.tick("succeeded", THEN.plusSeconds(60L * minute)).toString());
        }
        List<String> seen = new ArrayList<>();

        // when
        String cursor = null;
        String madeUp = null;
        do {
            RequestSpecification request = cast.alice().queryParam("limit", 5);
            JsonPath page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/v1/executions")
                    .jsonPath();
            seen.addAll(page.getList("data.id"));
            past.tick("queued", THEN.plusSeconds(3600));
            if (madeUp == null) {
                past.tick("succeeded", THEN.plusSeconds(11 * 60 - 1));
                madeUp = past.tick("succeeded", THEN.plusSeconds(1)).toString();
            }
            cursor = page.getString("next_cursor");
        } while (cursor != null);

        // then
        there.add(there.size() - 1, madeUp);
        assertThat(seen).containsExactlyElementsOf(there);
    }

    @Test
    void examinesABoundedNumberOfRowsForAPageAndGoesOnFromThere() {
        // given
        UUID rare = past.row("manual", "succeeded", THEN);
        write("""
                INSERT INTO execution (id, workspace_id, job_id, status, source, scheduled_for, due_at)
                SELECT %s, ?, ?, 'succeeded', 'schedule', at, at
                FROM generate_series(?::timestamptz + interval '1 s', ?::timestamptz + interval '10050 s', '1 s') AS at
                """.formatted(Past.ID_AT), cast.home().id(), job, THEN, THEN);

        // when
        JsonPath first = cast.alice()
                .queryParam("source", "manual")
                .get("/v1/executions")
                .then()
                .body("data", hasSize(0))
                .extract()
                .jsonPath();

        // then
        cast.alice()
                .queryParam("source", "manual")
                .queryParam("cursor", first.getString("next_cursor"))
                .get("/v1/executions")
                .then()
                .body("data.id", equalTo(List.of(rare.toString())))
                .body("next_cursor", nullValue());
        for (String rarely : List.of("failed", "canceled", "skipped")) {
            cast.alice()
                    .queryParam("status", rarely)
                    .get("/v1/executions")
                    .then()
                    .body("data", hasSize(0))
                    .body("next_cursor", nullValue());
        }
    }

    @Test
    void findsOneJobsRowsByItsNameHoweverManyOthersThereAre() {
        // given
        UUID other = cast.home().job("recurring", "{\"every_n_minutes\": 5}", "https://example.com/hook");
        write("UPDATE job SET name = 'Nightly report', tags = '{night,eu}' WHERE id = ?", other);
        UUID wanted = new Past(cast, other).tick("succeeded", THEN);
        past.tick("succeeded", THEN);

        // then
        assertOnly(wanted, "job_name", "NIGHTLY");
        assertOnly(wanted, "tag", "eu");
        cast.alice()
                .queryParam("job_name", "nobody's")
                .get("/v1/executions")
                .then()
                .body("data", hasSize(0))
                .body("next_cursor", nullValue());
        // Two jobs have this in their name.
        cast.alice().queryParam("job_name", "o").get("/v1/executions").then().body("data", hasSize(2));
    }

    @ParameterizedTest
    @CsvSource({"/v1/executions, from", "/v1/jobs/%s/executions, from", "/v1/jobs/%s/ledger, from"})
    void refusesARangeThatEndsBeforeItBegins(String path, String field) {
        cast.alice()
                .queryParam("from", "2026-03-02T12:00:01Z")
                .queryParam("to", "2026-03-02T12:00:00Z")
                .get(path.formatted(job))
                .then()
                .statusCode(400)
                .body("error.details[0].field", equalTo(field));
    }

    private void assertOnly(UUID id, String filter, String value) {
        cast.alice()
                .queryParam(filter, value)
                .get("/v1/executions")
                .then()
                .statusCode(200)
                .body("data.id", equalTo(List.of(id.toString())));
    }
}
