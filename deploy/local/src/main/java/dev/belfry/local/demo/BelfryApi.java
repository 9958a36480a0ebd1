package dev.belfry.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The part of the public REST API that the demo needs. */
final class BelfryApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final String url;
    private final String token;

    BelfryApi(String url, String token) {
        this.url = url;
        this.token = token;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    /** Nothing where there is none. */
    Optional<JsonNode> find(String path) throws IOException, InterruptedException {
        HttpRequest request = request(path).GET().build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        return response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(bodyOf(request, response));
    }

    JsonNode post(String path, Object body, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(json.writeValueAsString(body)));
        headers.forEach(request::header);
        return send(request.build());
    }

    JsonNode patch(String path, Object body) throws IOException, InterruptedException {
        return send(request(path)
                .method("PATCH", BodyPublishers.ofString(json.writeValueAsString(body)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        return bodyOf(request, http.send(request, BodyHandlers.ofByteArray()));
    }

    private JsonNode bodyOf(HttpRequest request, HttpResponse<byte[]> response) throws IOException {
        JsonNode body = parse(response.body());
        if (response.statusCode() >= 300) {
            throw new IOException(
                    request.method() + " " + request.uri().getPath() + " answered " + response.statusCode() + " "
                            + body.path("error").path("message").asText());
        }
        return body;
    }

    /** The answer as JSON; nothing where it is none, as with a 404 of a server that is not ours. */
    private JsonNode parse(byte[] body) throws IOException {
        try {
            return body.length == 0 ? MissingNode.getInstance() : json.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
