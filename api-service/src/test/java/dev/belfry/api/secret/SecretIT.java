package dev.belfry.api.secret;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.belfry.api.testing.Cast;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(ServersResource.class)
class SecretIT {

    private static final String PATH = "/v1/secrets";
    private static final String VALUE = "sk_live_4eC39HqLyjWDarjtT1";

    private final Cast cast = new Cast();

    @Test
    void tellsAllButTheValue() {
        cast.alice(secret("stripe-key", VALUE))
                .post(PATH)
                .then()
                .statusCode(201)
                .body("id", matchesPattern("[0-9a-f-]{36}"))
                .body("name", equalTo("stripe-key"))
                .body("environment", equalTo("workspace"))
                .body("created_at", matchesPattern("\\S+Z"))
                .body("key_version", equalTo("v1"))
                .body("$", not(hasKey("value")));
    }

    @Test
    void sealsTheValueForItsRow() {
        UUID id = create("stripe-key", VALUE);

        var row = rows("SELECT sealed, key_id FROM secret WHERE id = ?", id).get(0);
        assertThat(open(id)).isEqualTo(VALUE);
        assertThat(row.get("key_id")).isEqualTo(1);
        assertThat(rows("SELECT s::text AS whole FROM secret s WHERE id = ?", id)
                        .get(0)
                        .get("whole")
                        .toString())
                .doesNotContain("sk_live");
    }

    @Test
    void showsTheValueInNoAnswer() {
        List<Response> answers = new ArrayList<>();
        answers.add(cast.alice(secret("a", VALUE)).post(PATH));
        answers.add(cast.alice(secret("a", VALUE)).post(PATH));
        answers.add(cast.alice().get(PATH));
        answers.add(cast.alice().get(PATH + "/a"));
        answers.add(cast.alice("{\"value\": \"" + VALUE + "2\"}").patch(PATH + "/a"));
        answers.add(cast.alice(secret("a", VALUE + "\\n")).post(PATH));
        answers.add(cast.alice(secret("a", VALUE.repeat(3000))).post(PATH));
        answers.add(
                cast.alice("{\"name\": \"b\", \"value\": [\"" + VALUE + "\"]}").post(PATH));
        answers.add(cast.alice("{\"name\": \"b\", \"value\": \"" + VALUE + "\", \"x\": 1}")
                .post(PATH));
        answers.add(cast.alice("{\"name\": \"b\", \"value\": " + VALUE + "}").post(PATH));
        answers.add(cast.alice("{\"name\": \"b\", \"value\": \"" + VALUE).post(PATH));
        answers.add(cast.bob()
                .contentType("application/json")
                .body(secret("b", VALUE))
                .post(PATH));

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsExactly(201, 409, 200, 200, 200, 400, 400, 400, 400, 400, 400, 403);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.asString()).doesNotContain("sk_", "'sk", "4eC39"));
    }

    @Test
    void findsASecretByIdOrName() {
        UUID id = create("stripe.key_2", VALUE);

        for (String key : List.of(id.toString(), "stripe.key_2")) {
            cast.alice().get(PATH + "/" + key).then().statusCode(200).body("id", equalTo(id.toString()));
            cast.bob().get(PATH + "/" + key).then().statusCode(200).body("name", equalTo("stripe.key_2"));
        }
        cast.alice().delete(PATH + "/stripe.key_2").then().statusCode(204);
        cast.alice().delete(PATH + "/" + id).then().statusCode(404).body("error.code", equalTo("not_found"));
        cast.alice().delete(PATH + "/" + create("stripe.key_2", VALUE)).then().statusCode(204);
    }

    @Test
    void listsInPagesNewestFirst() {
        IntStream.range(0, 5).forEach(i -> create("s" + i, VALUE));

        String cursor = cast.alice()
                .get(PATH + "?limit=3")
                .then()
                .body("data.name", contains("s4", "s3", "s2"))
                .extract()
                .path("next_cursor");
        cast.alice()
                .get(PATH + "?limit=3&cursor=" + cursor)
                .then()
                .body("data.name", contains("s1", "s0"))
                .body("next_cursor", equalTo(null));
    }

    @Test
    void replacesTheValueAndNothingElse() {
        // given
        UUID id = create("a", VALUE);
        String read = cast.alice().get(PATH + "/a").asString();

        // when what was read is sent back with a value
        cast.alice(read.replaceFirst("\\{", "{\"value\": \"another\", "))
                .patch(PATH + "/a")
                .then()
                .statusCode(200)
                .body("id", equalTo(id.toString()))
                .body("name", equalTo("a"));

        // then
        assertThat(open(id)).isEqualTo("another");
        var row = rows("SELECT created_at < updated_at AS later FROM secret WHERE id = ?", id)
                .get(0);
        assertThat(row.get("later")).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"b\", \"value\": \"x\"}|name",
                "{}|value",
                "{\"value\": null}|value",
                "{\"value\": \"\"}|value",
                "{\"value\": \"x\", \"name\": null}|name",
                "{\"value\": \"x\", \"sealed\": \"y\"}|sealed"
            })
    void refusesAPatchThatIsNoValue(String body, String field) {
        UUID id = create("a", VALUE);

        cast.alice(body).patch(PATH + "/a").then().statusCode(400).body("error.details.field", contains(field));
        assertThat(open(id)).isEqualTo(VALUE);
    }

    @Test
    void takesANameOnceInAWorkspace() {
        create("a", VALUE);

        cast.alice(secret("a", "other"))
                .post(PATH)
                .then()
                .statusCode(409)
                .body("error.code", equalTo("conflict"))
                .body("error.message", equalTo("there is a secret a already; PATCH replaces its value"));
        cast.charlie()
                .contentType("application/json")
                .body(secret("a", "other"))
                .post(PATH)
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "ü", "a\\u0000", "00000000-0000-4000-8000-000000000000"})
    void refusesAName(String name) {
        cast.alice(secret(name, VALUE)).post(PATH).then().statusCode(400).body("error.details.field", hasItem("name"));
    }

    @Test
    void takesNamesOfUpTo128Characters() {
        create("x".repeat(128), VALUE);
        cast.alice(secret("x".repeat(129), VALUE))
                .post(PATH)
                .then()
                .statusCode(400)
                .body("error.details[0].field", equalTo("name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\\r\\nb", "trailing\\n", "\\u0000", "\\u007f", "\\u20ac", "\\ud83d\\ude00"})
    void refusesAValueThatNoHeaderCanHold(String value) {
        cast.alice(secret("a", value)).post(PATH).then().statusCode(400).body("error.details.field", hasItem("value"));
    }

    static Stream<String> values() {
        return Stream.of("x", " ", "a\tb", "p\u00e4ssword", "\"\\{{uuid}}", "secret://other", "x".repeat(8_192));
    }

    @ParameterizedTest
    @MethodSource("values")
    void keepsAValueAsItIs(String value) {
        assertThat(open(create(
                        "a", value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t"))))
                .isEqualTo(value);
    }

    @Test
    void refusesAValueOfMoreThan8Kilobytes() {
        cast.alice(secret("a", "x".repeat(8_193)))
                .post(PATH)
                .then()
                .statusCode(400)
                .body("error.message", equalTo("value: has to have 1 to 8192 bytes in UTF-8"));
    }

    @Test
    void hidesASecretFromOtherWorkspaces() {
        // given
        String id = create("stripe-key", VALUE).toString();
        List<Function<RequestSpecification, Function<String, Response>>> verbs = List.of(
                by -> by::get,
                by -> by::delete,
                by -> by.contentType("application/json").body("{\"value\": \"mine\"}")::patch);

        // then
        for (var verb : verbs) {
            for (String key : List.of(id, "stripe-key")) {
                String unknown = key.equals(id) ? UUID.randomUUID().toString() : "no-such-key";
                Response theirs = verb.apply(cast.charlie()).apply(PATH + "/" + key);
                Response nobodys = verb.apply(cast.charlie()).apply(PATH + "/" + unknown);
                assertThat(theirs.statusCode()).isEqualTo(404);
                assertThat(theirs.asString().replace(key, "?"))
                        .isEqualTo(nobodys.asString().replace(unknown, "?"));
            }
        }
        cast.charlie().get(PATH).then().statusCode(200).body("data", equalTo(List.of()));
        assertThat(open(UUID.fromString(id))).isEqualTo(VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%20b", "a%2Fb", "%C3%BC"})
    void knowsNothingUnderWhatCannotBeAName(String name) {
        Response answer = cast.alice().urlEncodingEnabled(false).get(PATH + "/" + name);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.path("error.code").toString()).isEqualTo("not_found");
    }

    @Test
    void letsAMemberReadOnly() {
        create("a", VALUE);

        cast.bob().get(PATH).then().statusCode(200).body("data.name", contains("a"));
        cast.bob().delete(PATH + "/a").then().statusCode(403);
        cast.bob()
                .contentType("application/json")
                .body("{\"value\": \"x\"}")
                .patch(PATH + "/a")
                .then()
                .statusCode(403);
    }

    private UUID create(String name, String value) {
        return UUID.fromString(cast.alice(secret(name, value))
                .post(PATH)
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static String secret(String name, String value) {
        return "{\"name\": \"" + name + "\", \"value\": \"" + value + "\"}";
    }

    private static String open(UUID id) {
        byte[] sealed = (byte[])
                rows("SELECT sealed FROM secret WHERE id = ?", id).get(0).get("sealed");
        return SecretBox.of(Servers.start().keyset()).open(sealed, SecretBox.secretContext(id));
    }
}
