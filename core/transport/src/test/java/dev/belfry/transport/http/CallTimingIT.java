package dev.belfry.transport.http;

import static dev.belfry.transport.http.Calls.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.belfry.core.execution.ErrorCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the time of a call went. A pause of the other side must show in its own phase and in no other. */
class CallTimingIT {

    private static final int PAUSE = 200;
    private static final String LOOPBACK = "127.0.0.1/32";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    @Test
    void timesAFreshConnectionAndThenItsReuse() throws Exception {
        try (Calls calls = Calls.allowing(LOOPBACK);
                RawServer server = RawServer.start(RawServer.answering(OK))) {
            // when
            CallTiming fresh = timing(calls.make(get(server.url("/"))));
            CallTiming reused = timing(calls.make(get(server.url("/"))));

            // then
            assertThat(server.connections()).isEqualTo(1);
            assertThat(fresh.dnsMs()).isNull();
            assertThat(fresh.connectMs()).isPositive();
            assertThat(fresh.tlsMs()).isNull();
            assertThat(fresh.firstByteMs()).isPositive();
            assertThat(reused.connectMs()).isNull();
            assertThat(reused.firstByteMs()).isPositive();
        }
    }

    @Test
    void countsTheResolverAsDns() throws Exception {
        try (RawServer server = RawServer.start(RawServer.answering(OK));
                Calls calls = Calls.resolving(
                        LOOPBACK,
                        // Late from when it is asked, however long the server took to start.
                        name -> CompletableFuture.supplyAsync(
                                () -> List.of(InetAddress.getLoopbackAddress()),
                                CompletableFuture.delayedExecutor(PAUSE, TimeUnit.MILLISECONDS)))) {
            CallTiming timing = timing(calls.make(get("http://late.example:" + server.port() + "/")));
            assertThat(timing.dnsMs()).isGreaterThan(PAUSE / 2.0);
            assertThat(sum(timing.connectMs(), timing.firstByteMs())).isLessThan(timing.totalMs() - PAUSE / 2.0);
        }
    }

    @Test
    void countsTheTargetsThinkingAsFirstByteOfEveryHop() throws Exception {
        try (Calls calls = Calls.allowing(LOOPBACK);
                RawServer last = RawServer.start(thinking(OK));
                RawServer first = RawServer.start(thinking(
                        "HTTP/1.1 302 Found\r\nLocation: " + last.url("/") + "\r\nContent-Length: 0\r\n\r\n"))) {
            CallTiming timing = timing(calls.make(get(first.url("/")).following(1, Sensitive.UNKNOWN)));
            assertThat(timing.firstByteMs()).isGreaterThanOrEqualTo(2.0 * PAUSE);
            assertThat(timing.connectMs()).isNotNull();
        }
    }

    @Test
    void tellsTlsFromTcp(@TempDir Path folder) throws Exception {
        // given: a server that pauses between accepting and agreeing on TLS, and keeps no connection
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new PausingTls(TestKeys.selfSigned(folder)));
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Connection", "close");
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try (AutoCloseable trust = TestKeys.trusted(folder);
                Calls calls = Calls.allowing(LOOPBACK)) {
            OutboundCall call = get("https://127.0.0.1:" + server.getAddress().getPort() + "/");

            // when: the first call also sets up TLS for the whole client
            timing(calls.make(call));
            CallTiming timing = timing(calls.make(call));

            // then
            assertThat(timing.tlsMs()).isGreaterThan(PAUSE * 0.9);
            assertThat(timing.connectMs()).isBetween(0.0, PAUSE * 0.9);
            assertThat(timing.firstByteMs()).isBetween(0.0, PAUSE * 0.9);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void timesFailuresToo() throws Exception {
        try (Calls calls = Calls.allowing(LOOPBACK);
                RawServer silent = RawServer.start(connection -> connection.awaitClose())) {
            CallTiming timeout = timing(calls.failed(ErrorCode.TIMEOUT, get(silent.url("/"), Duration.ofMillis(300))));
            assertThat(timeout.totalMs()).isGreaterThanOrEqualTo(300);
            assertThat(timeout.connectMs()).isNotNull();
            assertThat(timeout.firstByteMs()).isNull();
            CallTiming blocked = timing(calls.failed(ErrorCode.BLOCKED_TARGET, get("http://127.0.0.2/")));
            assertThat(blocked.connectMs()).isNull();
            timing(calls.failed(ErrorCode.INVALID_TARGET, get("ftp://127.0.0.1/")));
        }
        try (Calls calls = Calls.allowing("127.0.0.1/32,127.0.0.9/32")) {
            CallTiming refused = timing(calls.failed(ErrorCode.CONNECTION_FAILED, get("http://127.0.0.9:1/")));
            assertThat(refused.connectMs()).isNull();
            assertThat(refused.totalMs()).isPositive();
        }
    }

    private static RawServer.Script thinking(String answer) {
        return connection -> {
            connection.readHead();
            Thread.sleep(PAUSE);
            connection.write(answer);
        };
    }

    /** The timing, after what holds of each: no negative part, and no more parts than whole. */
    private static CallTiming timing(CallResult result) {
        CallTiming timing = Objects.requireNonNull(result.timing());
        assertThat(Stream.of(timing.dnsMs(), timing.connectMs(), timing.tlsMs(), timing.firstByteMs())
                        .filter(Objects::nonNull))
                .allSatisfy(part -> assertThat(part).isNotNegative());
        double parts = sum(timing.dnsMs(), timing.connectMs(), timing.tlsMs(), timing.firstByteMs());
        assertThat(parts).isLessThanOrEqualTo(timing.totalMs() + 0.001);
        return timing;
    }

    private static double sum(@Nullable Double... parts) {
        return Stream.of(parts)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static final class PausingTls extends HttpsConfigurator {
        PausingTls(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            parameters.setSSLParameters(getSSLContext().getDefaultSSLParameters());
        }
    }
}
