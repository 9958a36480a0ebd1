package dev.belfry.api.runs;

import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Past;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a target answered is shown as it was meant: a value as a value, a text as a text, null not at all. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class RunOutputIT {

    private static final Instant THEN = Instant.parse("2026-03-02T12:00:00Z");

    private final Cast cast = new Cast();
    private final UUID job = cast.home().job("recurring", "{\"every_n_minutes\": 60}", "https://example.com/hook");
    private final Past past = new Past(cast, job);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 OK|200 OK",
                "{\"a\":1}{\"a\":2}|{\"a\":1}{\"a\":2}",
                "[1|[1",
                "plain|plain",
            })
    void anAnswerThatIsNoValueIsShownAsAText(String body, String output) {
        cast.alice().get("/api/v3/runs/" + answered(body)).then().body("output", equalTo(output));
    }

    @Test
    void anAnswerThatIsAValueIsShownAsOne() {
        cast.alice()
                .get("/api/v3/runs/" + answered(" {\"a\": [1]}\n"))
                .then()
                .body("output", equalTo(Map.of("a", List.of(1))));
    }

    @Test
    void whatIsNullIsLeftOut() {
        String run = answered("null");
        write("UPDATE execution SET input = 'null' WHERE job_id = ?", job);

        cast.alice()
                .get("/api/v3/runs/" + run)
                .then()
                .body("$", not(hasKey("output")))
                .body("$", not(hasKey("payload")));
        cast.alice()
                .get("/api/v1/runs/" + run + "/result")
                .then()
                .body("ok", equalTo(true))
                .body("$", not(hasKey("output")));
        write("UPDATE execution SET final_output = 'null' WHERE job_id = ?", job);
        cast.alice().get("/api/v3/runs/" + run).then().body("$", not(hasKey("output")));
    }

    private String answered(String body) {
        UUID id = past.ran("succeeded", THEN, 3, 120);
        write(
                "UPDATE execution SET attempts = jsonb_build_array(jsonb_build_object('number', 1, 'status', 'SUCCESS',"
                        + " 'bodyPreview', ?::text)) WHERE id = ?",
                body,
                id);
        return RunId.text(RunId.RUN, id);
    }
}
