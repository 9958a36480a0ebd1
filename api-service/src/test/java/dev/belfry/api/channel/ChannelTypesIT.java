package dev.belfry.api.channel;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.belfry.api.testing.Cast;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.ServersResource;
import dev.belfry.transport.secret.SealedFields;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(ServersResource.class)
class ChannelTypesIT {

    private final Cast cast = new Cast();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email|{\"email\": \"ops@example.com\", \"include_output\": true}|email|ops@example.com",
                "slack|{\"webhook_url\": \"https://hooks.slack.com/S3CRET\"}|webhook_url_configured|true",
                "slack|{\"url\": \"https://hooks.slack.com/S3CRET\"}|webhook_url_configured|true",
                "slack|{\"webhook_url\": \"https://x.example/S3CRET\", \"mention_text\": \"@here\"}|mention_text|@here",
                "discord|{\"webhook_url\": \"https://x.example/S3CRET\", \"thread_id\": \"42\"}|thread_id|42",
                "telegram|{\"bot_token\": \"1:S3CRET\", \"chat_id\": \"-5\"}|bot_token_configured|true",
                "teams|{\"webhook_url\": \"https://x.example/S3CRET\"}|include_output|false",
                "pagerduty|{\"routing_key\": \"S3CRETS3CRETS3CRETS3CRETS3CRET32\"}|routing_key_configured|true",
                "pagerduty|{\"routing_key\": \"S3CRETS3CRETS3CRETS3CRETS3CRET32\", \"api_url\": \"https://e.example\"}|api_url|https://e.example",
            })
    void eachTypeHasFieldsOfItsOwnAndShowsNoSecret(String type, String config, String field, String shown) {
        Response answer = cast.alice(channel(type, config)).post("/v1/notification-channels");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(answer.<Object>path("config." + field).toString()).isEqualTo(shown);
        assertThat(answer.<String>path("state")).isEqualTo("active");
        assertThat(answer.asString()).doesNotContain("S3CRET");
        UUID id = UUID.fromString(answer.path("id"));
        assertThat(rows("SELECT config::text AS config FROM notification_channel WHERE id = ?", id)
                        .get(0)
                        .get("config")
                        .toString())
                .doesNotContain("S3CRET");
        String read = cast.alice().get("/v1/notification-channels/" + id).asString();
        cast.alice(read)
                .patch("/v1/notification-channels/" + id)
                .then()
                .statusCode(200)
                .body("config", equalTo(answer.path("config")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email|{}|config.email",
                "email|{\"email\": \"nobody\"}|config.email",
                "email|{\"email\": \"a@example.com,b@example.com\"}|config.email",
                "email|{\"email\": \"a@example.com\", \"include_output\": \"yes\"}|config.include_output",
                "slack|{}|config.webhook_url",
                "slack|{\"webhook_url\": \"http://10.0.0.1/S3CRET\"}|config.webhook_url",
                "slack|{\"webhook_url\": \"S3CRET\"}|config.webhook_url",
                "slack|{\"webhook_url\": \"https://x.example/\", \"channel\": \"S3CRET\"}|config.channel",
                "telegram|{\"bot_token\": \"1:S3CRET\"}|config.chat_id",
                "telegram|{\"bot_token\": 7, \"chat_id\": \"-5\"}|config.bot_token",
                "telegram|{\"bot_token\": \"1:S3CRET\", \"chat_id\": \"-5\", \"api_url\": \"ftp://x\"}|config.api_url",
                "pagerduty|{\"routing_key\": \"S3CRETS3CRETS3CRETS3CRETS3CRETS3CRET\"}|config.routing_key",
                "pagerduty|{\"routing_key\": \"S3CRETS3CRETS3CRETS3CRETS3CRET3\\n\"}|config.routing_key",
                "telegram|{\"bot_token\": \"1:S3CRET?x=1#f\", \"chat_id\": \"-5\"}|config.bot_token",
                "telegram|{\"bot_token\": \"1/../../S3CRET\", \"chat_id\": \"-5\"}|config.bot_token",
                "telegram|{\"bot_token\": \"1:S3CRET\", \"chat_id\": \"@ch\\n\"}|config.chat_id",
                "slack|{\"webhook_url\": \"https://x.example/S3CRET\", \"api_url\": \"https://x.example/?a\"}|config.api_url",
                "email|{\"email\": \"<a@b.example>\"}|config.email",
                "pagerduty|[]|config",
                "pagerduty|\"x\"|config",
            })
    void whatATypeDoesNotTakeIsNamedWithoutItsSecret(String type, String config, String field) {
        Response answer = cast.alice(channel(type, config)).post("/v1/notification-channels");

        answer.then().statusCode(400).body("error.details.field", contains(field));
        assertThat(answer.asString()).doesNotContain("S3CRET");
    }

    @Test
    void anotherTypeNeedsAWholeConfiguration() {
        UUID id = create("slack", "{\"webhook_url\": \"https://x.example/S3CRET\"}");

        cast.alice("{\"type\": \"teams\"}")
                .patch("/v1/notification-channels/" + id)
                .then()
                .statusCode(400)
                .body("error.details.field", contains("config.webhook_url"));
        cast.alice("{\"type\": \"email\", \"config\": {\"email\": \"a@example.com\"}}")
                .patch("/v1/notification-channels/" + id)
                .then()
                .statusCode(200)
                .body("config.email", equalTo("a@example.com"));
        assertThat(rows("SELECT secret_sealed FROM notification_channel WHERE id = ?", id)
                        .get(0))
                .containsEntry("secret_sealed", null);
    }

    @Test
    void aSecretIsRotatedWithBothValidMeanwhile() {
        UUID id = create("webhook", "{\"url\": \"https://x.example/\", \"secret\": \"whsec_T2xk\"}");

        Response rotated =
                cast.alice("{\"overlap_hours\": 2}").post("/v1/notification-channels/" + id + "/rotate-secret");
        rotated.then()
                .statusCode(200)
                .body("secret", matchesPattern("whsec_[A-Za-z0-9+/]{32}"))
                .body("previous_secret_until", notNullValue());

        assertThat(sealed(id)).isEqualTo(Map.of("secret", rotated.path("secret"), "previous_secret", "whsec_T2xk"));
        cast.alice("{\"name\": \"renamed\"}")
                .patch("/v1/notification-channels/" + id)
                .then()
                .body("config.previous_secret_until", equalTo(rotated.path("previous_secret_until")));
        cast.alice("{\"secret\": \"whsec_TmV3\", \"overlap_hours\": 0}")
                .post("/v1/notification-channels/" + id + "/rotate-secret")
                .then()
                .body("secret", nullValue())
                .body("previous_secret_until", nullValue());
        assertThat(sealed(id)).isEqualTo(Map.of("secret", "whsec_TmV3"));
    }

    /** Else whoever may change a channel could have its secret sent to an address of theirs. */
    @Test
    void whoeverSendsASecretElsewhereHasToKnowIt() {
        UUID id = create("telegram", "{\"bot_token\": \"1:S3CRET\", \"chat_id\": \"-5\"}");

        cast.alice("{\"config\": {\"api_url\": \"https://relay.example\"}}")
                .patch("/v1/notification-channels/" + id)
                .then()
                .statusCode(400)
                .body("error.details.field", contains("config.bot_token"));
        assertThat(sealed(id)).isEqualTo(Map.of("bot_token", "1:S3CRET"));
        cast.alice("{\"config\": {\"api_url\": \"https://relay.example\", \"bot_token\": \"2:S3CRET\"}}")
                .patch("/v1/notification-channels/" + id)
                .then()
                .statusCode(200);
        cast.alice("{\"config\": {\"api_url\": \"https://relay.example\", \"chat_id\": \"-6\"}}")
                .patch("/v1/notification-channels/" + id)
                .then()
                .statusCode(200);
        assertThat(sealed(id)).isEqualTo(Map.of("bot_token", "2:S3CRET"));
    }

    @Test
    void onlyAWebhookHasASecretToRotate() {
        UUID id = create("email", "{\"email\": \"a@example.com\"}");

        cast.alice("{}")
                .post("/v1/notification-channels/" + id + "/rotate-secret")
                .then()
                .statusCode(409);
    }

    @Test
    void aChannelIsSwitchedOffAndOnAgain() {
        UUID id = create("email", "{\"email\": \"a@example.com\"}");

        cast.alice("{\"state\": \"off\"}")
                .patch("/v1/notification-channels/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("off"))
                .body("state_reason", equalTo("switched off by hand"))
                .body("state_since", notNullValue());
        cast.alice("{\"state\": \"refused\"}")
                .patch("/v1/notification-channels/" + id)
                .then()
                .statusCode(400)
                .body("error.details.field", contains("state"));
        cast.alice("{\"state\": \"active\"}")
                .patch("/v1/notification-channels/" + id)
                .then()
                .body("state", equalTo("active"))
                .body("state_reason", nullValue())
                .body("state_since", nullValue());
    }

    @Test
    void aTestIsADeliveryThatIsWaitedForOnlyAWhile() {
        UUID id = create("email", "{\"email\": \"a@example.com\"}");

        Response tested = cast.alice().post("/v1/notification-channels/" + id + "/test");
        tested.then().statusCode(200).body("event", equalTo("test")).body("status", equalTo("pending"));

        String delivery = tested.path("id");
        cast.alice()
                .post("/v1/notification-deliveries/" + delivery + "/redeliver")
                .then()
                .statusCode(409);
        write(
                "UPDATE notification_delivery SET status = 'failed', attempt_count = 3, error = 'x' WHERE id = ?",
                UUID.fromString(delivery));
        cast.alice()
                .post("/v1/notification-deliveries/" + delivery + "/redeliver")
                .then()
                .statusCode(200)
                .body("id", equalTo(delivery))
                .body("status", equalTo("pending"))
                .body("error", nullValue());
        assertThat(rows("SELECT repeated_after FROM notification_delivery WHERE id = ?", UUID.fromString(delivery)))
                .containsExactly(Map.of("repeated_after", 3));
        cast.alice()
                .get("/v1/notification-deliveries?channel_id=" + id)
                .then()
                .body("data.id", hasItem(delivery))
                .body("data.status", not(hasItem("failed")));
    }

    private UUID create(String type, String config) {
        return UUID.fromString(cast.alice(channel(type, config))
                .post("/v1/notification-channels")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static Map<String, String> sealed(UUID id) {
        Object sealed = rows("SELECT secret_sealed FROM notification_channel WHERE id = ?", id)
                .get(0)
                .get("secret_sealed");
        return SealedFields.open(SecretBox.of(Servers.start().keyset()), id, (byte[]) sealed);
    }

    private static String channel(String type, String config) {
        return "{\"name\": \"c\", \"type\": \"" + type + "\", \"config\": " + config + "}";
    }
}
