package dev.belfry.api.order;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.api.testing.Cast;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What asking again finds: keys of the user, keys of single calls, and both at once as the client sends them. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class OrderKeyIT {

    private static final String OF_USER = "{\"options\": {\"idempotencyKey\": \"k\"}}";

    private final Cast cast = new Cast();
    private final UUID job = cast.home().job("recurring", "{\"every_n_minutes\": 60}", "https://example.com/hook");

    @Test
    void anOrderThatFindsItsRunLeavesNoKeyBehind() {
        String first = trigger(OF_USER, "call 1").getString("id");

        JsonPath again = trigger(OF_USER, "call 2");

        assertThat(again.getString("id")).isEqualTo(first);
        assertThat(again.getBoolean("isCached")).isTrue();
        assertThat(keys()).isEqualTo(2);
        end(first, "failed");
        JsonPath anew = trigger(OF_USER, "call 2");
        assertThat(anew.getBoolean("isCached")).isFalse();
        assertThat(trigger(OF_USER, "call 2").getString("id")).isEqualTo(anew.getString("id"));
    }

    @Test
    void ofOrdersUnderOneKeyAtTheSameTimeOneIsPlaced() {
        Set<String> runs = IntStream.range(0, 10)
                .parallel()
                .mapToObj(n -> trigger(OF_USER, "call " + n).getString("id"))
                .collect(Collectors.toSet());

        assertThat(runs).hasSize(1);
        assertThat(keys()).isEqualTo(2);
        assertThat(rows("SELECT 1 FROM execution WHERE job_id = ?", job)).hasSize(1);
    }

    @Test
    void aCallThatIsMadeAgainFindsItsRunEvenWhenThatFailed() {
        String first = trigger("{}", "call").getString("id");
        end(first, "failed");

        assertThat(trigger("{}", "call").getString("id")).isEqualTo(first);

        end(first, "skipped");
        assertThat(trigger("{}", "call").getString("id")).isEqualTo(first);
    }

    @Test
    void aKeyIsFreeOnceItsRunWasDropped() {
        String first = trigger(OF_USER, null).getString("id");
        end(first, "succeeded");
        assertThat(trigger(OF_USER, null).getString("id")).isEqualTo(first);

        write("DELETE FROM execution WHERE job_id = ?", job);
        write(
                "UPDATE execution_key SET execution_id = execution_id_floor(now() - interval '2 h') WHERE job_id = ?",
                job);

        JsonPath second = trigger(OF_USER, null);
        assertThat(second.getBoolean("isCached")).isFalse();
        assertThat(trigger(OF_USER, null).getString("id")).isEqualTo(second.getString("id"));
    }

    private JsonPath trigger(String body, @Nullable String call) {
        var request = cast.alice(body);
        if (call != null) {
            request.header("x-trigger-request-idempotency-key", call);
        }
        return request.post("/api/v1/tasks/" + job + "/trigger")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void end(String run, String status) {
        write(
                "UPDATE execution SET status = ?, finished_at = now() WHERE job_id = ? AND replace(id::text, '-', '') = ?",
                status,
                job,
                run.substring("run_".length()));
    }

    private int keys() {
        return rows("SELECT 1 FROM execution_key WHERE job_id = ?", job).size();
    }
}
