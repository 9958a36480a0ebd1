package dev.belfry.api.hostile;

import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.api.testing.Person;
import dev.belfry.core.token.ApiToken;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** No token opens the door but the ones that were given out, while they hold. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class ForgedTokenIT {

    @ConfigProperty(name = "belfry.auth.jwt-key")
    String key;

    @Test
    void noForgedLoginIsBelieved() {
        // given
        Person alice = Person.signUp();
        Map<String, String> forged = ForgedTokens.of(alice.token(), key);
        Person charlie = Person.signUp();
        LoginJwt login = LoginJwt.of(alice.token());
        forged.put(
                "for another's workspace",
                login.withClaims(claims ->
                                claims.put("workspace", charlie.workspace().toString()))
                        .signed(key));
        forged.put(
                "of another in this workspace",
                login.withClaims(claims -> claims.put("sub", charlie.id().toString()))
                        .signed(key));

        // when, then: what the forgeries are made of is believed
        assertThat(Person.with(login.signed(key)).get("/v1/jobs").statusCode()).isEqualTo(200);
        assertThat(forged).hasSizeGreaterThan(60);
        assertAllRefused(forged);
    }

    @Test
    void noLookAlikeOfAnApiTokenIsBelieved() {
        Person alice = Person.signUp();
        String token = alice.apiToken("{\"name\": \"ci\"}");
        assertThat(Person.with(token).get("/v1/jobs").statusCode()).isEqualTo(200);

        assertAllRefused(lookAlikes(token));
    }

    private static Map<String, String> lookAlikes(String token) {
        String other = ApiToken.generate(new SecureRandom()).value();
        String prefix = ApiToken.parse(token).orElseThrow().prefix();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("one that was never given out", other);
        all.put("its prefix", prefix);
        all.put("its prefix with another's rest", prefix + other.substring(prefix.length()));
        all.put("cut by one", token.substring(0, token.length() - 1));
        all.put("longer by one", token + "0");
        all.put("another checksum", token.substring(0, token.length() - 6) + "000000");
        all.put("in capitals", token.toUpperCase(Locale.ROOT));
        all.put("in small letters", token.toLowerCase(Locale.ROOT));
        all.put("zeros", ApiToken.MARK + "0".repeat(38));
        all.put("the mark alone", ApiToken.MARK);
        all.put("without its mark", token.substring(ApiToken.MARK.length()));
        all.put("a pattern", prefix + "%");
        all.put("a statement", ApiToken.MARK + "' OR '1'='1' -- ".repeat(2) + "000000");
        all.put("percent escapes", token.replace("_", "%5F"));
        all.put("a comma and another", token + "," + token);
        return all;
    }

    @Test
    void noTokenOutlivesWhatItStandsFor() {
        assertAllRefused(Map.of(
                "login before a new password", afterANewPassword(),
                "login of a deleted user", ofADeletedUser(false),
                "API token of a deleted user", ofADeletedUser(true),
                "login of a member who was removed", ofARemovedMember(),
                "revoked API token", revoked(),
                "expired API token", expired()));
    }

    private static String afterANewPassword() {
        Person person = Person.signUp();
        String document = "{\"current_password\": \"%s\", \"new_password\": \"another horse battery\"}";
        person.sends(document.formatted(Person.PASSWORD))
                .post("/v1/auth/change-password")
                .then()
                .statusCode(200);
        return person.token();
    }

    private static String ofADeletedUser(boolean isApiToken) {
        Person person = Person.signUp();
        String token = isApiToken ? person.apiToken("{\"name\": \"ci\"}") : person.token();
        // What a login proved is remembered for a moment; a login that was never used is not.
        String unused = isApiToken
                ? token
                : Person.logIn(person.email(), Person.PASSWORD).path("token");
        write("DELETE FROM user_account WHERE id = ?", person.id());
        return unused;
    }

    private static String ofARemovedMember() {
        Person alice = Person.signUp();
        Person bob = Person.signUp();
        String token = alice.takeIn(bob, "member");
        alice.asks().delete("/v1/workspace/members/" + bob.id()).then().statusCode(204);
        return token;
    }

    private static String revoked() {
        Person person = Person.signUp();
        Response made = person.sends("{\"name\": \"ci\"}").post("/v1/api-tokens");
        person.asks().delete("/v1/api-tokens/" + made.path("id")).then().statusCode(204);
        return made.path("token");
    }

    private static String expired() {
        Person person = Person.signUp();
        String token = person.apiToken("{\"name\": \"ci\", \"expires_at\": \"2099-01-01T00:00:00Z\"}");
        write("UPDATE api_token SET expires_at = now() - interval '1 second' WHERE user_id = ?", person.id());
        return token;
    }

    private static void assertAllRefused(Map<String, String> tokens) {
        SoftAssertions all = new SoftAssertions();
        tokens.forEach((what, token) -> {
            Response answer = Person.with(token).get("/v1/jobs");
            all.assertThat(answer.statusCode()).as(what).isIn(401, 403);
            all.assertThat(answer.asString()).as(what).startsWith("{\"error\":{\"code\":\"unauthorized\",\"message\":");
            all.assertThat(answer.header("WWW-Authenticate")).as(what).isEqualTo("Bearer");
        });
        all.assertAll();
    }
}
