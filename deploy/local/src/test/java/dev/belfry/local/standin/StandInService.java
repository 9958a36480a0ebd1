package dev.belfry.local.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Stands in for a service, so that the launcher can be tested by itself: ready at once, it writes down what it was told,
 * and as api-service it keeps jobs in memory and calls those that have a {@code run_at}.
 */
public final class StandInService {

    private final ObjectMapper json = new ObjectMapper();
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    private final List<ObjectNode> jobs = new CopyOnWriteArrayList<>();
    private final Map<String, List<ObjectNode>> executions = new ConcurrentHashMap<>();

    public static void main(String[] arguments) throws IOException {
        String name = System.getProperty("belfry.service");
        new ObjectMapper().writeValue(Path.of("told-" + name + ".json").toFile(), System.getenv());
        if (Files.exists(Path.of("broken-" + name))) {
            System.out.println("cannot live");
            System.exit(7);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> noteStop(name)));
        new StandInService().serve(Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT")));
    }

    /** Who stopped, and what was still there at that moment. */
    private static void noteStop(String name) {
        String database = System.getenv("QUARKUS_DATASOURCE_REACTIVE_URL").replaceAll("^postgresql://|/belfry$", "");
        String line = name + " database=" + answers(database) + " broker="
                + answers(System.getenv("KAFKA_BOOTSTRAP_SERVERS")) + "\n";
        try {
            Files.writeString(Path.of("stopped"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(String address) {
        String[] hostAndPort = address.split(":");
        try (Socket socket = new Socket(hostAndPort[0], Integer.parseInt(hostAndPort[1]))) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void serve(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/q/health/ready", exchange -> answer(exchange, 200, Map.of("status", "UP")));
        server.createContext("/v1/jobs", this::jobs);
        server.start();
    }

    private void jobs(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!exchange.getRequestHeaders().getFirst("Authorization").startsWith("Bearer cron_pat_")) {
            answer(exchange, 401, Map.of("error", Map.of("message", "no token")));
        } else if (path.endsWith("/executions")) {
            answer(exchange, 200, Map.of("data", executions.getOrDefault(path.split("/")[3], List.of())));
        } else if (exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 200, Map.of("data", jobs));
        } else {
            answer(exchange, 201, create((ObjectNode) json.readTree(exchange.getRequestBody())));
        }
    }

    private ObjectNode create(ObjectNode job) {
        String id = UUID.randomUUID().toString();
        job.put("id", id).put("state", "active");
        jobs.add(job);
        JsonNode runAt = job.path("schedule").path("run_at");
        if (runAt.isTextual()) {
            Instant due = Instant.parse(runAt.asText());
            long wait = Math.max(0, due.toEpochMilli() - System.currentTimeMillis());
            timers.schedule(
                    () -> execute(id, due, job.path("request").path("url").asText()), wait, TimeUnit.MILLISECONDS);
        }
        return job;
    }

    private Void execute(String jobId, Instant due, String url) throws IOException, InterruptedException {
        Instant started = Instant.now();
        int status = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .POST(BodyPublishers.ofString("hello"))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
        ObjectNode execution = json.createObjectNode()
                .put("id", UUID.randomUUID().toString())
                .put("status", status == 200 ? "succeeded" : "failed")
                .put("scheduled_for", due.toString())
                .put("started_at", started.toString())
                .put("finished_at", Instant.now().toString())
                .put("duration_ms", 5);
        executions.computeIfAbsent(jobId, id -> new CopyOnWriteArrayList<>()).add(execution);
        return null;
    }

    private void answer(HttpExchange exchange, int status, Object body) throws IOException {
        try (exchange) {
            byte[] bytes = json.writeValueAsBytes(body);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
