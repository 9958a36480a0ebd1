package dev.belfry.transport.http;

import static dev.belfry.transport.http.Calls.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.smallrye.mutiny.subscription.Cancellable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call nobody waits for any more ends on the wire. */
class CancelIT {

    /** Long enough for a machine that is busy; a call that nobody ends goes on for {@link Calls#PATIENT}. */
    private static final Duration SOON = Calls.PATIENT.dividedBy(2);

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"})
    void closesTheConnection(String soFar) throws Exception {
        CountDownLatch said = new CountDownLatch(1);
        try (Calls calls = Calls.allowing("127.0.0.1/32");
                RawServer server = RawServer.start(connection -> {
                    connection.readHead();
                    connection.write(soFar);
                    said.countDown();
                    connection.awaitClose();
                })) {
            // given
            Cancellable call = calls.begin(get(server.url("/")));
            said.await();
            assertThat(server.endedConnections()).isZero();

            // when
            call.cancel();

            // then
            await().atMost(SOON).until(() -> server.endedConnections() == 1);
        }
    }

    @Test
    void closesTheConnectionOfALaterHop() throws Exception {
        try (Calls calls = Calls.allowing("127.0.0.1/32");
                RawServer last = RawServer.start(connection -> {
                    connection.readHead();
                    connection.awaitClose();
                });
                RawServer first = RawServer.start(RawServer.answering(
                        "HTTP/1.1 302 Found\r\nLocation: " + last.url("/") + "\r\nContent-Length: 0\r\n\r\n"))) {
            Cancellable call = calls.begin(get(first.url("/")).following(1, Sensitive.UNKNOWN));
            await().until(() -> last.heads().size() == 1);
            call.cancel();
            await().atMost(SOON).until(() -> last.endedConnections() == 1);
        }
    }

    @Test
    void sendsNothingOfACallThatIsStillAgreeingOnTls(@TempDir Path folder) throws Exception {
        // given: a server that waits before its first handshake
        GatedTls gate = new GatedTls(TestKeys.selfSigned(folder));
        List<String> requests = new CopyOnWriteArrayList<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.setHttpsConfigurator(gate);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try (AutoCloseable trust = TestKeys.trusted(folder);
                Calls calls = Calls.allowing("127.0.0.1/32")) {
            String origin = "https://127.0.0.1:" + server.getAddress().getPort();
            Cancellable call = calls.begin(get(origin + "/canceled"));
            gate.reached.await();

            // when
            call.cancel();
            gate.open.countDown();
            calls.answered(get(origin + "/after"));

            // then
            await().during(Duration.ofMillis(300)).until(() -> requests.equals(List.of("/after")));
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    @Test
    void connectsNowhereWhileTheNameIsNotResolved() throws Exception {
        CompletableFuture<List<InetAddress>> resolved = new CompletableFuture<>();
        try (Calls calls = Calls.resolving("127.0.0.1/32", name -> resolved);
                RawServer server = RawServer.start(RawServer.answering(OK));
                RawServer next = RawServer.start(RawServer.answering(OK))) {
            // given
            Cancellable call = calls.begin(get("http://slow.example:" + server.port() + "/"));

            // when
            call.cancel();
            calls.answered(get(next.url("/")));
            resolved.complete(List.of(InetAddress.getByName("127.0.0.1")));

            // then
            await().during(Duration.ofMillis(300)).until(() -> server.connections() == 0);
        }
    }

    @Test
    void sendsNothingOfACallThatWaitsForAConnection() throws Exception {
        CountDownLatch answering = new CountDownLatch(1);
        try (Calls calls = Calls.allowing("127.0.0.1/32");
                RawServer server = RawServer.start(connection -> {
                    while (connection.readHead()) {
                        answering.await();
                        connection.write(OK);
                    }
                })) {
            // given: as many calls as may be under way, and one behind them
            List<CompletableFuture<CallResult>> ahead = List.of(
                    calls.start(get(server.url("/1"))),
                    calls.start(get(server.url("/2"))),
                    calls.start(get(server.url("/3"))),
                    calls.start(get(server.url("/4"))));
            await().until(() -> server.heads().size() == 4);
            Cancellable waiting = calls.begin(get(server.url("/canceled")));

            // when
            waiting.cancel();
            answering.countDown();
            for (CompletableFuture<CallResult> call : ahead) {
                call.get();
            }

            // then
            calls.answered(get(server.url("/after")));
            assertThat(server.heads()).noneMatch(head -> head.contains("/canceled"));
        }
    }

    @Test
    void leavesAnEndedCallAndItsConnectionAlone() throws Exception {
        try (Calls calls = Calls.allowing("127.0.0.1/32");
                RawServer server = RawServer.start(RawServer.answering(OK))) {
            CompletableFuture<CallResult> first = new CompletableFuture<>();
            Cancellable call = calls.begin(get(server.url("/first")), first::complete);
            first.get(10, TimeUnit.SECONDS);
            calls.answered(get(server.url("/second")));
            call.cancel();
            calls.answered(get(server.url("/third")));
            assertThat(server.endedConnections()).isZero();
        }
    }

    private static final class GatedTls extends HttpsConfigurator {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        GatedTls(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            reached.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            parameters.setSSLParameters(getSSLContext().getDefaultSSLParameters());
        }
    }
}
