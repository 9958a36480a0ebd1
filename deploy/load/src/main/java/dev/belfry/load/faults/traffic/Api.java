package dev.belfry.load.faults.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.belfry.load.faults.evidence.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/** The replicas of the API. For use by many threads. */
public final class Api {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** Longer than any answer may take, so that one that comes late is told from one that never comes. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private static final Duration BEFORE_ASKING_AGAIN = Duration.ofMillis(250);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final List<URI> replicas;
    private final String token;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    public Api(List<URI> replicas, String token) {
        this.replicas = replicas;
        this.token = token;
    }

    /** All answers so far, and requests without one. */
    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** Creates a job; asks under one key until somebody answers. */
    public Reply create(JsonNode job, String key) throws InterruptedException {
        return untilAnswered(new Asked("POST", "/v1/jobs", job, Optional.of(key)));
    }

    /** Asks until somebody answers; for what may be done twice. */
    public Reply ask(String method, String path, JsonNode body) throws InterruptedException {
        return untilAnswered(new Asked(method, path, body, Optional.empty()));
    }

    /** Asks once; empty when nobody knows whether it was done. */
    public Optional<Reply> askOnce(String method, String path, JsonNode body) throws InterruptedException {
        Instant asked = Instant.now();
        int replica = ThreadLocalRandom.current().nextInt(replicas.size());
        return send(new Asked(method, path, body, Optional.empty()), replica)
                .map(sent -> new Reply(sent.status, sent.body, asked, Instant.now(), 1));
    }

    private record Asked(String method, String path, JsonNode body, Optional<String> key) {
        String name() {
            return method + " " + path.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}");
        }
    }

    private record Sent(int status, JsonNode body) {}

    private Reply untilAnswered(Asked request) throws InterruptedException {
        Instant asked = Instant.now();
        int replica = ThreadLocalRandom.current().nextInt(replicas.size());
        for (int attempt = 1; ; attempt++) {
            Optional<Sent> sent = send(request, replica);
            if (sent.isPresent()) {
                return new Reply(sent.get().status, sent.get().body, asked, Instant.now(), attempt);
            }
            replica = (replica + 1) % replicas.size();
            if (attempt % replicas.size() == 0) {
                Thread.sleep(BEFORE_ASKING_AGAIN.toMillis());
            }
        }
    }

    private Optional<Sent> send(Asked request, int replica) throws InterruptedException {
        Instant began = Instant.now();
        long nanos = System.nanoTime();
        try {
            HttpResponse<byte[]> answer = client.send(http(request, replica), BodyHandlers.ofByteArray());
            boolean saysWhen = answer.headers().firstValue("Retry-After").isPresent();
            note(request, replica, began, nanos, answer.statusCode(), saysWhen, "");
            return answer.statusCode() >= 500 || answer.statusCode() == 429
                    ? Optional.empty()
                    : Optional.of(new Sent(answer.statusCode(), parse(answer.body())));
        } catch (IOException e) {
            note(request, replica, began, nanos, 0, false, e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private void note(
            Asked request, int replica, Instant sent, long nanos, int status, boolean saysWhen, String ending) {
        Duration took = Duration.ofNanos(System.nanoTime() - nanos);
        answers.add(new Answer(replica + 1, request.name(), sent, took, status, saysWhen, ending));
    }

    private HttpRequest http(Asked request, int replica) {
        HttpRequest.Builder http = HttpRequest.newBuilder(replicas.get(replica).resolve(request.path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(request.method, BodyPublishers.ofString(request.body.toString()));
        request.key.ifPresent(key -> http.header("Idempotency-Key", key));
        return http.build();
    }

    private JsonNode parse(byte[] body) throws IOException {
        return body.length == 0 ? MissingNode.getInstance() : json.readTree(body);
    }
}
