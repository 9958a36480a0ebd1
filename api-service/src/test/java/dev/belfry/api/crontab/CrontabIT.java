package dev.belfry.api.crontab;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.belfry.api.testing.Cast;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(ServersResource.class)
class CrontabIT {

    private final Cast cast = new Cast();

    @Test
    void makesAJobOfEachLine() {
        imported("""
                # m h dom mon dow
                SHELL=/bin/sh

                */5 * * * * https://example.com/poll?x=1
                CRON_TZ=Europe/Berlin
                30 9 * * 1-5 curl -fsSL https://example.com/report >/dev/null 2>&1
                @daily /usr/local/bin/backup.sh
                0 0 1 * *
                """, "https://example.com/default")
                .body("imported", equalTo(4))
                .body("errors", hasSize(0))
                .body(
                        "jobs.name",
                        contains(
                                "example.com/poll",
                                "example.com/report",
                                "/usr/local/bin/backup.sh",
                                "example.com/default"))
                .body(
                        "jobs.request.url",
                        contains(
                                "https://example.com/poll?x=1",
                                "https://example.com/report",
                                "https://example.com/default",
                                "https://example.com/default"))
                .body("jobs.request.follow_redirects", contains(0, 5, 0, 0))
                .body("jobs.kind.unique()", contains("cron"))
                .body("jobs.state.unique()", contains("active"))
                .body("jobs.request.method.unique()", contains("GET"))
                .body("jobs[0].schedule", equalTo(Map.of("cron", "*/5 * * * *")))
                .body("jobs[1].schedule", equalTo(Map.of("cron", "30 9 * * 1-5", "timezone", "Europe/Berlin")));
    }

    @Test
    void anImportedJobIsAJobLikeAnyOther() {
        String id = imported("* * * * * https://example.com/", null).extract().path("jobs[0].id");
        var answered =
                imported("* * * * * https://example.com/", null).extract().jsonPath();

        cast.alice().get("/v1/jobs/" + id).then().statusCode(200);
        var read =
                cast.alice().get("/v1/jobs/" + answered.getString("jobs[0].id")).jsonPath();
        assertThat(answered.getMap("jobs[0]")).isEqualTo(read.getMap(""));
        assertThat(rows(
                        "SELECT * FROM job_due WHERE workspace_id = ?",
                        cast.home().id()))
                .hasSize(2);
    }

    @Test
    void keepsTheGoodLinesOfManyAndTellsWhatIsWrongWithTheOthers() {
        String crontab = IntStream.rangeClosed(1, 300)
                .mapToObj(i -> (i % 10 == 0 ? 61 : i % 60) + " * * * * https://example.com/" + i)
                .collect(Collectors.joining("\r\n"));

        var answer = imported(crontab, null)
                .body("imported", equalTo(270))
                .body("jobs", hasSize(270))
                .body("errors", hasSize(30))
                .body(
                        "errors.line",
                        equalTo(IntStream.rangeClosed(1, 30)
                                .map(i -> i * 10)
                                .boxed()
                                .toList()))
                .body("errors[0].text", equalTo("61 * * * * https://example.com/10"))
                .body("errors[0].message", containsString("minute"))
                .extract()
                .jsonPath();

        assertThat(answer.getList("jobs.id")).isSorted();
        assertThat(rows(
                        "SELECT * FROM job_due WHERE workspace_id = ?",
                        cast.home().id()))
                .hasSize(270);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@reboot https://example.com/ | is not supported",
                "* * * * * http://10.0.0.1/ | ",
                "* * * * * https://user:pw@example.com/ | user info",
                "0 0 31 2 * https://example.com/ | never match",
                "0 */5 * * * * https://example.com/ | five cron fields",
                "* * * * * | no URL",
                "* * * * * https://example.com/{{nonsense}} | {{timestamp}}",
            })
    void refusesALineByTheRulesOfAJob(String example) {
        String[] parts = example.split(" \\| ?", 2);

        imported(parts[0] + "\n* * * * * https://example.com/good", null)
                .body("imported", equalTo(1))
                .body("errors.line", contains(1))
                .body("errors[0].text", startsWith(parts[0].strip()))
                .body("errors[0].message", containsString(parts[1]));
    }

    @Test
    void aTimeZoneThatIsUnknownIsToldAtEachLineItWouldHoldFor() {
        imported("CRON_TZ=Mars/X\n0 9 * * * https://example.com/\nCRON_TZ=UTC\n0 9 * * * https://example.com/", null)
                .body("imported", equalTo(1))
                .body("errors.line", contains(2))
                .body("errors[0].message", containsString("Mars/X"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"crontab\": \" \\n\"}",
                "{\"crontab\": 5}",
                "{\"crontab\": \"* * * * *\", \"default_url\": \"http://10.0.0.1/\"}",
                "{\"crontab\": \"* * * * *\", \"url\": \"https://example.com/\"}"
            })
    void refusesWhatIsNoCrontab(String body) {
        cast.alice(body).post("/v1/jobs/import").then().statusCode(400).body("error.code", equalTo("validation_error"));
    }

    @Test
    void refusesMoreThanAThousandJobsAndMakesNone() {
        String body = body("* * * * * https://example.com/\n".repeat(1001), null);

        cast.alice(body)
                .post("/v1/jobs/import")
                .then()
                .statusCode(400)
                .body("error.details.field", contains("crontab"));

        cast.alice().get("/v1/jobs").then().body("data", hasSize(0));
    }

    @Test
    void aThousandJobsAreMadeAtOnce() {
        imported("* * * * * https://example.com/\n".repeat(1000), null).body("imported", equalTo(1000));
    }

    @Test
    void aMemberMayNotImport() {
        cast.bob()
                .contentType("application/json")
                .body(body("* * * * * https://example.com/", null))
                .post("/v1/jobs/import")
                .then()
                .statusCode(403);
    }

    private ValidatableResponse imported(String crontab, String defaultUrl) {
        return cast.alice(body(crontab, defaultUrl))
                .post("/v1/jobs/import")
                .then()
                .statusCode(200);
    }

    private static String body(String crontab, String defaultUrl) {
        JsonObject body = new JsonObject().put("crontab", crontab);
        return (defaultUrl == null ? body : body.put("default_url", defaultUrl)).encode();
    }
}
