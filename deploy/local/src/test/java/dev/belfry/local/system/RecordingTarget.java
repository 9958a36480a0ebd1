package dev.belfry.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A server on the loopback address that answers 200, unless told otherwise, and remembers what it was sent. */
final class RecordingTarget implements AutoCloseable {

    private static final int NEVER = 0;

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Integer>> planned = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    RecordingTarget() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::record);
        server.setExecutor(threads);
        server.start();
    }

    /** One call; {@code at} is the moment it arrived. */
    record Call(Instant at, String path, Headers headers, String body) {

        String header(String name) {
            return Optional.ofNullable(headers.getFirst(name)).orElse("absent");
        }

        /** Fails unless the call carries the signature that the README describes. */
        void assertSigned(String secret) throws GeneralSecurityException {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signed = (header("X-Cron-Service-Timestamp") + "." + body).getBytes(StandardCharsets.UTF_8);
            assertThat(header("X-Cron-Service-Signature"))
                    .isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(signed)));
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path.equals(path)).toList();
    }

    /** How the next calls of a path are answered; those after them get 200. */
    void plan(String path, Integer... statuses) {
        planned.put(path, new ConcurrentLinkedQueue<>(List.of(statuses)));
    }

    /** Lets the next call of a path wait for an answer until this target is closed. */
    void planSilence(String path) {
        plan(path, NEVER);
    }

    private void record(HttpExchange exchange) throws IOException {
        Instant at = Instant.now();
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            Integer status =
                    planned.getOrDefault(path, new ConcurrentLinkedQueue<>()).poll();
            calls.add(new Call(at, path, exchange.getRequestHeaders(), body));
            if (status != null && status == NEVER) {
                closed.await();
                return;
            }
            exchange.sendResponseHeaders(status == null ? 200 : status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
