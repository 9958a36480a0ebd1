package dev.belfry.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Calls the REST API with what local.env says, and fails on any other answer than the expected one. */
final class ApiClient {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> env;

    ApiClient(Map<String, String> env) {
        this.env = env;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody(), 200);
    }

    JsonNode create(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send("POST", path, BodyPublishers.ofString(json.writeValueAsString(body)), 201);
    }

    /** Does something to what is there already. */
    JsonNode act(String path) throws IOException, InterruptedException {
        return send("POST", path, BodyPublishers.noBody(), 200);
    }

    /** The execution that this makes. */
    JsonNode runNow(String jobId) throws IOException, InterruptedException {
        return send("POST", "/v1/jobs/" + jobId + "/run-now", BodyPublishers.noBody(), 202);
    }

    private JsonNode send(String method, String path, BodyPublisher body, int expected)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(env.get("CRON_API_URL") + path))
                .header("Authorization", "Bearer " + env.get("CRON_TOKEN"))
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as("%s %s: %s", method, path, response.body())
                .isEqualTo(expected);
        return json.readTree(response.body());
    }
}
