package dev.belfry.api.channel;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.belfry.api.testing.Cast;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.ServersResource;
import dev.belfry.transport.secret.SealedFields;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(ServersResource.class)
class NotificationIT {

    private static final String SECRET = "whsec_dGhlIHNlY3JldA==";

    private final Cast cast = new Cast();

    @Test
    void aSecretIsSealedForItsChannelAndNeverAnswered() {
        String answer = cast.alice(channel("\"secret\": \"" + SECRET + "\", "))
                .post("/v1/notification-channels")
                .then()
                .statusCode(201)
                .body("config.secret_configured", equalTo(true))
                .extract()
                .asString();
        UUID id = UUID.fromString(answer.replaceAll(".*?\"id\":\"([^\"]*)\".*", "$1"));

        var row = rows("SELECT config::text AS config, secret_sealed FROM notification_channel WHERE id = ?", id)
                .get(0);
        SecretBox box = SecretBox.of(Servers.start().keyset());
        assertThat(SealedFields.open(box, id, (byte[]) row.get("secret_sealed")))
                .isEqualTo(Map.of("secret", SECRET));
        assertThat(row.get("config").toString()).doesNotContain("whsec_");
        assertThat(answer).doesNotContain("whsec_");
        assertThat(cast.alice().get("/v1/notification-channels").asString()).doesNotContain("whsec_");
    }

    @Test
    void aPatchMergesTheConfiguration() {
        UUID id = create("\"secret\": \"" + SECRET + "\", ");
        String read = cast.alice().get("/v1/notification-channels/" + id).asString();

        cast.alice(read)
                .patch("/v1/notification-channels/" + id)
                .then()
                .statusCode(200)
                .body("config.secret_configured", equalTo(true));
        cast.alice("{\"config\": {\"url\": \"https://example.org/\"}}")
                .patch("/v1/notification-channels/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("ops"))
                .body("config.url", equalTo("https://example.org/"))
                .body("config.secret_configured", equalTo(true));
        cast.alice("{\"config\": {\"secret\": null}}")
                .patch("/v1/notification-channels/" + id)
                .then()
                .statusCode(200)
                .body("config.url", equalTo("https://example.org/"))
                .body("config.secret_configured", equalTo(false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": null}|name",
                "{\"type\": \"pigeon\"}|type",
                "{\"config\": null}|config",
                "{\"config\": {\"url\": \"http://192.168.0.1/\"}}|config.url",
                "{\"config\": {\"url\": \"mailto:x\"}}|config.url",
                "{\"config\": {\"secret\": \" \"}}|config.secret",
                "{\"config\": {\"secret\": 7}}|config.secret",
                "{\"config\": {\"colour\": 7}}|config.colour",
            })
    void aBadChannelIsRefusedWithoutShowingItsSecret(String patch, String field) {
        UUID id = create("");

        cast.alice(patch)
                .patch("/v1/notification-channels/" + id)
                .then()
                .statusCode(400)
                .body("error.details.field", contains(field))
                .body("error.details[0].value", field.endsWith("secret") ? nullValue() : equalTo(valueOf(patch)));
    }

    @Test
    void aJobHasEachRuleOnce() {
        UUID job = cast.job("one_time", "{}");
        UUID channel = create("");
        String rule = rule(channel, "on_failure");

        String id = cast.alice(rule)
                .post("/v1/jobs/" + job + "/notification-rules")
                .then()
                .statusCode(201)
                .body("event", equalTo("on_failure"))
                .body("job_id", equalTo(job.toString()))
                .extract()
                .path("id");
        cast.alice(rule)
                .post("/v1/jobs/" + job + "/notification-rules")
                .then()
                .statusCode(409)
                .body("error.code", equalTo("conflict"));
        cast.alice(rule(channel, "on_success"))
                .post("/v1/jobs/" + job + "/notification-rules")
                .then()
                .statusCode(201);

        cast.alice()
                .get("/v1/jobs/" + job + "/notification-rules")
                .then()
                .body("data.event", contains("on_success", "on_failure"));
        cast.alice().delete("/v1/notification-rules/" + id).then().statusCode(204);
        cast.alice().delete("/v1/notification-rules/" + id).then().statusCode(404);
        cast.alice().get("/v1/jobs/" + job + "/notification-rules").then().body("data", hasSize(1));
    }

    @Test
    void aRuleNeedsAChannelOfItsOwnWorkspace() {
        UUID job = cast.job("one_time", "{}");
        String foreign = cast.charlie()
                .contentType("application/json")
                .body(channel(""))
                .post("/v1/notification-channels")
                .path("id");

        for (String channel : new String[] {foreign, UUID.randomUUID().toString(), "x"}) {
            cast.alice("{\"channel_id\": \"" + channel + "\", \"event\": \"on_failure\"}")
                    .post("/v1/jobs/" + job + "/notification-rules")
                    .then()
                    .statusCode(400)
                    .body("error.details.field", contains("channel_id"));
        }
    }

    @Test
    void deletingAChannelDeletesItsRules() {
        UUID job = cast.job("one_time", "{}");
        UUID channel = create("");
        cast.alice(rule(channel, "on_completion"))
                .post("/v1/jobs/" + job + "/notification-rules")
                .then()
                .statusCode(201);

        cast.alice().delete("/v1/notification-channels/" + channel).then().statusCode(204);

        cast.alice().get("/v1/notification-channels/" + channel).then().statusCode(404);
        cast.alice().get("/v1/jobs/" + job + "/notification-rules").then().body("data", hasSize(0));
    }

    @Test
    void showsWhatBecameOfAMessage() {
        UUID job = cast.job("one_time", "{}");
        UUID channel = create("");
        UUID execution = UUID.randomUUID();
        write("""
                INSERT INTO notification_delivery (id, workspace_id, channel_id, job_id, execution_id, event, status,
                    due_at, attempt_count, attempts)
                VALUES (uuidv7(), ?, ?, ?, ?, 'on_failure', 'pending', '2099-01-01T00:00:00Z', 1,
                    '[{"number": 1, "statusCode": 500}]')
                """, cast.home().id(), channel, job, execution);

        cast.alice()
                .get("/v1/notification-deliveries?channel_id=" + channel + "&execution_id=" + execution)
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].status", equalTo("pending"))
                .body("data[0].next_attempt_at", equalTo("2099-01-01T00:00:00.000Z"))
                .body("data[0].attempts[0].statusCode", equalTo(500));
        cast.alice()
                .get("/v1/notification-deliveries?execution_id=" + UUID.randomUUID())
                .then()
                .body("data", hasSize(0));
    }

    private UUID create(String secret) {
        return UUID.fromString(cast.alice(channel(secret))
                .post("/v1/notification-channels")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static String channel(String secret) {
        return "{\"name\": \"ops\", \"type\": \"webhook\", \"config\": {" + secret
                + "\"url\": \"https://example.com/hook\"}}";
    }

    private static String rule(UUID channel, String event) {
        return "{\"channel_id\": \"" + channel + "\", \"event\": \"" + event + "\"}";
    }

    private static String valueOf(String patch) {
        String value = patch.replaceAll(".*: \"?([^\"}]*)\"?}+", "$1");
        return value.equals("null") || patch.contains("colour") ? null : value;
    }
}
