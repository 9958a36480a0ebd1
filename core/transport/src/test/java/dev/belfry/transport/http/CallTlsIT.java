package dev.belfry.transport.http;

import static dev.belfry.transport.http.Calls.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.belfry.core.execution.ErrorCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that nobody vouches for, made on the spot. */
class CallTlsIT {

    @TempDir
    private Path folder;

    @Test
    void sendsNothingToAServerNobodyVouchesFor() throws Exception {
        // given
        AtomicInteger requests = new AtomicInteger();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TestKeys.selfSigned(folder)));
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();

        // when
        String message;
        try (Calls calls = Calls.allowing("127.0.0.0/8,::1")) {
            int port = server.getAddress().getPort();
            message = calls.failed(ErrorCode.TLS_FAILURE, get("https://127.0.0.1:" + port + "/"))
                    .message();
        } finally {
            server.stop(0);
        }

        // then
        assertThat(message).startsWith("TLS was not agreed on: ");
        assertThat(requests).hasValue(0);
    }

    @Test
    void trustsACertificateForItsOwnAddressOnly() throws Exception {
        // given
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TestKeys.selfSigned(folder)));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();

        // when, then
        try (AutoCloseable trust = TestKeys.trusted(folder);
                Calls calls = Calls.allowing("127.0.0.0/8")) {
            String port = ":" + server.getAddress().getPort() + "/";
            assertThat(calls.answered(get("https://127.0.0.1" + port)).status()).isEqualTo(204);
            calls.failed(ErrorCode.TLS_FAILURE, get("https://127.0.0.3" + port));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void trustsNoCertificateAfterItsTime() throws Exception {
        // given
        AtomicInteger requests = new AtomicInteger();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TestKeys.expired(folder)));
        server.createContext("/", exchange -> requests.incrementAndGet());
        server.start();

        // when, then
        try (AutoCloseable trust = TestKeys.trusted(folder);
                Calls calls = Calls.allowing("127.0.0.0/8")) {
            String url = "https://127.0.0.1:" + server.getAddress().getPort() + "/";
            assertThat(calls.failed(ErrorCode.TLS_FAILURE, get(url)).message()).contains("NotAfter");
            assertThat(requests).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void callsGarbageInsteadOfAHandshakeATlsFailure() throws Exception {
        try (RawServer server = RawServer.start(connection -> {
                    connection.write(new byte[] {22, 3, 3, 127, 127, 1, 2, 3});
                    connection.write("\0\1\2 no handshake at all ".repeat(5_000));
                    connection.awaitClose();
                });
                Calls calls = Calls.allowing("127.0.0.0/8")) {
            calls.failed(ErrorCode.TLS_FAILURE, get("https://127.0.0.1:" + server.port() + "/"));
        }
    }
}
