package dev.belfry.api.stats;

import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Past;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ServersResource.class)
class StatsIT {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Cast cast = new Cast();
    private final UUID job = cast.home().job("recurring", "{\"every_n_minutes\": 5}", "https://example.com/hook");
    private final Past past = new Past(cast, job);

    @Test
    void tellsHowAJobDid() {
        // given: durations 100, 200 ... 2000 ms and lateness 1, 2 ... 20 ms; every fourth failed
        for (int i = 1; i <= 20; i++) {
            past.ran(i % 4 == 0 ? "failed" : "succeeded", now.minusSeconds(60 * i), i, 100L * i);
        }
        past.missed(3, now.minusSeconds(2000), now);
        past.tick("queued", now.plusSeconds(2));
        past.ran("succeeded", now.minus(2, ChronoUnit.HOURS), 9, 9);

        // then
        cast.alice()
                .queryParam("window", "1h")
                .get("/v1/jobs/" + job + "/stats")
                .then()
                .statusCode(200)
                .body("window", equalTo("1h"))
                .body("total", equalTo(21))
                .body("truncated", equalTo(false))
                .body("by_status.succeeded", equalTo(15))
                .body("by_status.failed", equalTo(5))
                .body("by_status.skipped", equalTo(1))
                .body("by_status.queued", equalTo(0))
                .body("success_rate", equalTo(0.75f))
                .body("duration_ms.p50", equalTo(1000))
                .body("duration_ms.p95", equalTo(1900))
                .body("duration_ms.p99", equalTo(2000))
                .body("lateness_ms.p50", equalTo(10))
                .body("lateness_ms.p95", equalTo(19))
                .body("lateness_ms.p99", equalTo(20));
        cast.alice().get("/v1/jobs/" + job + "/stats").then().body("total", equalTo(22));
    }

    @Test
    void hasNoRateAndNoPercentilesOfNothing() {
        cast.alice()
                .get("/v1/jobs/" + job + "/stats")
                .then()
                .body("total", equalTo(0))
                .body("success_rate", nullValue())
                .body("duration_ms.p50", nullValue())
                .body("lateness_ms.p99", nullValue());
    }

    @Test
    void looksAtTheNewestTenThousandAndSaysSo() {
        write("""
                INSERT INTO execution (id, workspace_id, job_id, status, source, scheduled_for, due_at)
                SELECT %s, ?, ?, CASE WHEN n = 10001 THEN 'failed' ELSE 'succeeded' END, 'schedule', at, at
                FROM (SELECT n, ?::timestamptz - n * interval '1 s' AS at FROM generate_series(1, 10001) AS n) t
                """.formatted(Past.ID_AT), cast.home().id(), job, now);

        cast.alice()
                .get("/v1/jobs/" + job + "/stats")
                .then()
                .body("total", equalTo(10_000))
                .body("truncated", equalTo(true))
                .body("success_rate", equalTo(1.0f));
    }

    @Test
    void isAboutJobsOfThisWorkspace() {
        cast.bob().get("/v1/jobs/" + job + "/stats").then().statusCode(200);
        cast.charlie().get("/v1/jobs/" + job + "/stats").then().statusCode(404);
        cast.alice()
                .queryParam("window", "1y")
                .get("/v1/jobs/" + job + "/stats")
                .then()
                .statusCode(400)
                .body("error.details[0].field", equalTo("window"));
    }
}
