package dev.belfry.api.stream;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A client of the stream that keeps what it gets. */
public final class EventReader implements AutoCloseable {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<InputStream> response;
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final List<String> data = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    private EventReader(HttpResponse<InputStream> response) {
        this.response = response;
        Thread thread = new Thread(this::read, "read-events");
        thread.setDaemon(true);
        thread.start();
    }

    public static EventReader open(String token, String query, @Nullable String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/executions/stream" + query))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            return new EventReader(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status() {
        return response.statusCode();
    }

    String contentType() {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    /** The executions, in the order of their events. */
    public List<UUID> executions() {
        return data.stream()
                .map(json -> UUID.fromString(JsonPath.from(json).getString("id")))
                .toList();
    }

    List<String> data() {
        return data;
    }

    List<String> comments() {
        return comments;
    }

    String lastEventId() {
        return ids.get(ids.size() - 1);
    }

    public boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
            }
        } catch (IOException e) {
            // Closed, by us or by the server.
        }
        ended = true;
    }

    private void keep(String line) {
        if (line.startsWith("id:")) {
            ids.add(line.substring(3).trim());
        } else if (line.startsWith("data:")) {
            data.add(line.substring(5).trim());
        } else if (line.startsWith(":")) {
            comments.add(line);
        }
    }
}
