package dev.belfry.api.badge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Pinged;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What anybody may see of a monitor who was given the address of its badge. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class BadgeIT {

    private final Cast cast = new Cast();

    @Test
    void showsTheStateAndNothingElseForAFewSeconds() {
        Pinged monitor = Pinged.hourly(cast);
        monitor.ping("/fail");
        String path = path(monitor);

        String image = given().get(path + "svg")
                .then()
                .statusCode(200)
                .contentType("image/svg+xml")
                .header("Cache-Control", "public, max-age=5")
                .body(containsString("heartbeat: down"))
                .extract()
                .asString();
        given().get(path + "json")
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=5")
                .body("", equalTo(Map.of("state", "down")));

        assertThat(image).doesNotContain("nightly", monitor.id().toString(), monitor.token());
        given().head(path + "svg").then().statusCode(200);
    }

    @Test
    void isShownWhateverElseItsAddressAsks() {
        Pinged monitor = Pinged.hourly(cast);

        given().get(path(monitor) + "json?v=17").then().statusCode(200).body("state", equalTo("pending"));
    }

    @Test
    void aNewTokenMakesTheOldAddressVoid() {
        Pinged monitor = Pinged.hourly(cast);
        String old = path(monitor);
        given().get(old + "json").then().statusCode(200);

        cast.alice()
                .post("/v1/monitors/" + monitor.id() + "/rotate-badge-token")
                .then()
                .statusCode(200)
                .body("ping_token", equalTo(monitor.token()));

        given().get(old + "json").then().statusCode(404).body("error.code", equalTo("not_found"));
        given().get(old + "svg").then().statusCode(404);
        given().get(path(monitor) + "json").then().statusCode(200);
    }

    /** Up to where the extension begins. */
    private static String path(Pinged monitor) {
        String url = monitor.read().path("badge_url");
        return url.substring(url.indexOf("/v1/"), url.length() - "svg".length());
    }
}
