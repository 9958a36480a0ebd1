package dev.belfry.core.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A real HTTP server on loopback that plays the target of jobs and webhooks. Each path answers 200 until it is scripted,
 * and remembers what it received.
 */
public final class TargetServer implements AutoCloseable {

    /**
     * A request as it arrived.
     *
     * @param headers names in lower case, the first value of each
     */
    public record Received(String method, String uri, Map<String, String> headers, String body, Instant at) {}

    /** What to answer. */
    public record Answer(int status, Map<String, String> headers, String body, boolean isHeldBack) {

        public static Answer status(int status) {
            return new Answer(status, Map.of(), "", false);
        }

        public static Answer body(String body) {
            return new Answer(200, Map.of(), body, false);
        }

        /** Nothing at all, until the server is closed. */
        public static Answer never() {
            return new Answer(200, Map.of(), "", true);
        }

        public Answer with(String header, String value) {
            return new Answer(status, Map.of(header, value), body, isHeldBack);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Deque<Answer>> scripts = new ConcurrentHashMap<>();
    private final Map<String, List<Received>> received = new ConcurrentHashMap<>();

    private TargetServer(HttpServer server) {
        this.server = server;
    }

    /** Starts on a free port of 127.0.0.1. */
    public static TargetServer start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1024);
            TargetServer target = new TargetServer(http);
            http.createContext("/", target::take);
            http.setExecutor(target.threads);
            http.start();
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Scripts a path: one answer after the other, the last one for ever. */
    public TargetServer answer(String path, Answer... answers) {
        scripts.put(path, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** What a path has received so far, oldest first. */
    public List<Received> received(String path) {
        return List.copyOf(received.getOrDefault(path, List.of()));
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        Instant at = Instant.now();
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> header.getValue().get(0)));
        received.computeIfAbsent(path, any -> new CopyOnWriteArrayList<>())
                .add(new Received(
                        exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body, at));
        reply(exchange, next(path));
    }

    private Answer next(String path) {
        Deque<Answer> script = scripts.get(path);
        if (script == null) {
            return Answer.status(200);
        }
        synchronized (script) {
            return script.size() > 1 ? script.remove() : script.element();
        }
    }

    private void reply(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.isHeldBack()) {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return;
        }
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
