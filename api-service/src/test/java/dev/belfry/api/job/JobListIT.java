package dev.belfry.api.job;

import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.belfry.api.testing.Cast;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Among many jobs, a filter that finds little costs a page no more than one that finds much. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class JobListIT {

    private static final int MANY = 10_500;

    private final Cast cast = new Cast();

    @BeforeEach
    void manyJobsAndOneOddOneThatIsTheOldest() {
        write("""
                INSERT INTO job (id, workspace_id, name, kind, state, schedule, request, retry_policy, tags, anchor_at,
                                 created_at, updated_at)
                SELECT uuidv7(interval '1 second' * n), ?, CASE WHEN n = 1 THEN 'odd' ELSE 'even' END, 'cron',
                       CASE WHEN n = 1 THEN 'draft' ELSE 'paused' END, '{"cron": "0 0 1 1 *"}',
                       '{"url": "https://example.com/"}', '{"max_attempts": 1, "retry_on_statuses": []}',
                       CASE WHEN n = 1 THEN ARRAY['odd'] ELSE ARRAY['even'] END, now(), now(), now()
                  FROM generate_series(1, ?) AS n
                """, cast.home().id(), MANY);
    }

    @Test
    void aFilterThatFindsNothingAmongTheNewestGoesOnWithTheNextPage() {
        for (String filter : new String[] {"q=ODD", "tag=odd"}) {
            // when
            String cursor = list(filter)
                    .body("data", hasSize(0))
                    .body("next_cursor", notNullValue())
                    .extract()
                    .path("next_cursor");

            // then
            list(filter + "&cursor=" + cursor)
                    .body("data", hasSize(1))
                    .body("data[0].name", equalTo("odd"))
                    .body("next_cursor", nullValue());
        }
    }

    @Test
    void whatAnIndexFindsIsFoundAtOnce() {
        list("state=draft").body("data", hasSize(1)).body("next_cursor", nullValue());
        list("state=draft&q=odd").body("data", hasSize(1)).body("next_cursor", nullValue());
    }

    @Test
    void aPageThatIsFullEndsWithItsLastRow() {
        String cursor =
                list("q=even&limit=3").body("data", hasSize(3)).extract().path("next_cursor");

        list("q=even&limit=3&cursor=" + cursor).body("data", hasSize(3)).body("next_cursor", notNullValue());
    }

    /** Six large lists at once would not fit into the memory otherwise. */
    @Test
    void aPageOfLargeJobsIsShort() {
        write("""
                UPDATE job SET request = json_build_object('url', 'https://example.com/', 'body', repeat('x', 400000))
                 WHERE workspace_id = ? AND id IN (SELECT id FROM job WHERE workspace_id = ? ORDER BY id DESC LIMIT 5)
                """, cast.home().id(), cast.home().id());

        String cursor = list("limit=5").body("data", hasSize(2)).extract().path("next_cursor");
        list("limit=3&cursor=" + cursor).body("data", hasSize(2)).body("next_cursor", notNullValue());
    }

    private ValidatableResponse list(String filter) {
        return cast.alice().get("/v1/jobs?" + filter).then().statusCode(200);
    }
}
