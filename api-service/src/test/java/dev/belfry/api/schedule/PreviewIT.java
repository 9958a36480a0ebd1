package dev.belfry.api.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.belfry.api.testing.Cast;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(ServersResource.class)
class PreviewIT {

    private final Cast cast = new Cast();

    @Test
    void showsTheRunsOnBothClocks() {
        cast.alice("""
                        {"schedule": {"cron": "30 9 * * 1-5", "timezone": "America/New_York"},
                         "from": "2026-03-06T00:00:00Z", "count": 2}
                        """)
                .post("/v1/schedules/preview")
                .then()
                .statusCode(200)
                .body("runs.at", contains("2026-03-06T14:30:00.000Z", "2026-03-09T13:30:00.000Z"))
                .body("runs.local", contains("2026-03-06T09:30:00-05:00", "2026-03-09T09:30:00-04:00"))
                .body("description", notNullValue())
                .body("warnings", notNullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"every_n_minutes\": 90}|2026-03-06T01:30:00.000Z",
                "{\"run_at\": \"2099-01-01T00:00:00Z\"}|2099-01-01T00:00:00.000Z",
                "{\"cron\": \"@hourly\"}|2026-03-06T01:00:00.000Z",
            })
    void tellsTheKindByTheSchedule(String schedule, String first) {
        cast.alice("{\"schedule\": " + schedule + ", \"from\": \"2026-03-06T00:00:00Z\"}")
                .post("/v1/schedules/preview")
                .then()
                .statusCode(200)
                .body("runs[0].at", equalTo(first));
    }

    /** The same kind as everywhere else: the other field is the one too many. */
    @Test
    void aCronExpressionBesideAnIntervalImpliesCron() {
        cast.alice("{\"schedule\": {\"cron\": \"* * * * *\", \"every_n_minutes\": 5}}")
                .post("/v1/schedules/preview")
                .then()
                .statusCode(400)
                .body("error.details.field", contains("schedule.every_n_minutes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"every_n_minutes", "run_at"})
    void aFieldOfTheWrongTypeIsAllThatIsWrong(String field) {
        cast.alice("{\"schedule\": {\"" + field + "\": true}}")
                .post("/v1/schedules/preview")
                .then()
                .statusCode(400)
                .body("error.details.field", contains("schedule." + field));
    }

    @Test
    void showsFiveRunsFromNowOnUnlessAskedOtherwise() {
        cast.alice("{\"schedule\": {\"cron\": \"* * * * *\"}}")
                .post("/v1/schedules/preview")
                .then()
                .statusCode(200)
                .body("runs", hasSize(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"cron\": \"0 0 31 2 *\"}",
                "{\"cron\": \"nonsense\", \"timezone\": \"Mars/X\"}",
                "{\"every_n_minutes\": 0}",
                "{\"run_at\": \"2020-01-01T00:00:00Z\"}",
                "{}"
            })
    void refusesAScheduleWithTheErrorThatSavingItWouldGive(String schedule) {
        String kind = schedule.contains("every") ? "recurring" : schedule.contains("run_at") ? "scheduled" : "cron";
        var preview = cast.alice("{\"schedule\": " + schedule + "}").post("/v1/schedules/preview");
        var saving = cast.alice("{\"name\": \"n\", \"kind\": \"" + kind + "\", \"schedule\": " + schedule
                        + ", \"request\": {\"url\": \"https://example.com/\"}}")
                .post("/v1/jobs");

        assertThat(preview.statusCode()).isEqualTo(400);
        assertThat(preview.jsonPath().getList("error.details.rule"))
                .isEqualTo(saving.jsonPath().getList("error.details.rule"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"count\": 0", "\"count\": 101", "\"count\": \"5\"", "\"from\": \"now\"", "\"colour\": 1"})
    void refusesOtherQuestions(String question) {
        cast.alice("{\"schedule\": {\"cron\": \"* * * * *\"}, " + question + "}")
                .post("/v1/schedules/preview")
                .then()
                .statusCode(400);
    }
}
