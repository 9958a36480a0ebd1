package dev.belfry.api.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Description;
import dev.belfry.core.testing.ForbiddenTargets;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not be called is refused when it is saved, at every door that takes a URL. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class HostileTargetIT {

    private static final List<String> ONE_ADDRESS = ForbiddenTargets.perForm("169.254.169.254");

    private static final Set<String> RULES = Set.of("url", "blocked_target", "characters");
    private static final String CHANNELS = "/v1/notification-channels";
    private static final String IMPORT = "/v1/jobs/import";

    private final Cast cast = new Cast();
    private final HttpClient client = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    URI api;

    @Test
    void noJobIsMadeForAForbiddenAddress() throws Exception {
        assertThat(ForbiddenTargets.elsewhere()).hasSizeGreaterThan(400);
        assertAllRefused(ForbiddenTargets.elsewhere(), "POST", "/v1/jobs", HostileTargetIT::job);
        cast.alice().get("/v1/jobs").then().body("data", hasSize(0));
    }

    @Test
    void noJobIsChangedToAForbiddenAddress() throws Exception {
        String path = "/v1/jobs/" + cast.job("recurring", "{\"every_n_minutes\": 5}");
        assertAllRefused(ONE_ADDRESS, "PATCH", path, url -> object("request", object("url", url)));
    }

    @Test
    void noChannelIsMadeForOrChangedToAForbiddenAddress() throws Exception {
        assertAllRefused(ONE_ADDRESS, "POST", CHANNELS, HostileTargetIT::channel);
        String made = cast.alice(channel("https://example.com/").toString())
                .post(CHANNELS)
                .path("id");
        assertAllRefused(ONE_ADDRESS, "PATCH", CHANNELS + "/" + made, url -> object("config", object("url", url)));
    }

    @Test
    void noCrontabLineLeadsToAForbiddenAddress() throws Exception {
        for (String url : ONE_ADDRESS) {
            String lines = "0 0 1 1 * " + url.strip() + "\n0 0 1 1 * curl '" + url + "'\n";
            HttpResponse<String> answer = send("POST", IMPORT, object("crontab", lines));
            assertThat(Description.json(answer.body()).path("imported").asInt(0))
                    .as(url)
                    .isZero();
            assertThat(answer.statusCode()).as(url).isLessThan(500);
        }
        assertAllRefused(
                ONE_ADDRESS,
                "POST",
                IMPORT,
                url -> object("crontab", "0 0 1 1 * /usr/bin/true\n").put("default_url", url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "HOST",
                "hOsT",
                "Host ",
                " Host",
                "Host:",
                "Host\r\nX",
                ":authority",
                "Content-Length",
                "content-length",
                "Transfer-Encoding",
                "TRANSFER-ENCODING",
                "Connection",
                "Keep-Alive",
                "Upgrade",
                "TE",
                "Trailer",
                "Expect",
                "Proxy-Authorization",
                "proxy-connection",
                "Proxy-",
                "{{uuid}}",
                "X-{{execution_id}}",
                "{{",
                "secret://host",
                "Ho\u017ft",
                "H\u043est",
                ""
            })
    void noHeaderThatSteersTheConnectionCanBeSet(String name) {
        ObjectNode job = job("https://example.com/");
        ((ObjectNode) job.get("request")).putObject("headers").put(name, "x");

        Response answer = cast.alice(job.toString()).post("/v1/jobs");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<String>path("error.details[0].field")).startsWith("request.headers.");
        assertThat(answer.<String>path("error.details[0].rule")).isIn("header", "template");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nHost: b",
                "a\nb",
                "a\rb",
                "a\u0001b",
                "a\u007fb",
                "a\u010d\u010aHost: b",
                "\u2028",
                "\t\u000b"
            })
    void noValueBreaksOutOfItsHeader(String value) {
        ObjectNode job = job("https://example.com/");
        ((ObjectNode) job.get("request")).putObject("headers").put("X-A", value);

        Response answer = cast.alice(job.toString()).post("/v1/jobs");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<String>path("error.details[0].field")).isEqualTo("request.headers.X-A");
    }

    /** Sends a document for each URL, and shows what was not refused for its URL. */
    private void assertAllRefused(List<String> urls, String method, String path, Function<String, ObjectNode> document)
            throws Exception {
        List<String> saved = new ArrayList<>();
        for (String url : urls) {
            HttpResponse<String> answer = send(method, path, document.apply(url));
            JsonNode detail = Description.json(answer.body()).at("/error/details/0");
            boolean isRefused = answer.statusCode() == 400
                    && detail.path("field").asText().endsWith("url")
                    && RULES.contains(detail.path("rule").asText());
            if (!isRefused) {
                saved.add(url + " was answered " + answer.statusCode() + " " + answer.body());
            }
        }
        assertThat(saved).isEmpty();
    }

    private HttpResponse<String> send(String method, String path, ObjectNode document) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(api.resolve(path))
                .header("Authorization", "Bearer " + cast.aliceToken())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(document.toString()))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static ObjectNode job(String url) {
        return object("request", object("url", url)).put("name", "a job").put("kind", "one_time");
    }

    private static ObjectNode channel(String url) {
        return object("config", object("url", url)).put("name", "a channel").put("type", "webhook");
    }

    private static ObjectNode object(String name, String value) {
        return object(name, JsonNodeFactory.instance.textNode(value));
    }

    private static ObjectNode object(String name, JsonNode value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set(name, value);
        return object;
    }
}
