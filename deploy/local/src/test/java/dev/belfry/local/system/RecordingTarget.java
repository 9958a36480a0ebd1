package dev.belfry.local.system;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on the loopback address that answers 200 and remembers what it was sent. */
final class RecordingTarget implements AutoCloseable {

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    RecordingTarget() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::record);
        server.start();
    }

    /** One call; {@code at} is the moment it arrived. */
    record Call(Instant at, String path, Headers headers, String body) {

        String header(String name) {
            return Optional.ofNullable(headers.getFirst(name)).orElse("absent");
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path.equals(path)).toList();
    }

    private void record(HttpExchange exchange) throws IOException {
        Instant at = Instant.now();
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(new Call(at, exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
