package dev.belfry.transport.http;

import static dev.belfry.transport.http.Calls.PATIENT;
import static dev.belfry.transport.http.Calls.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.testing.TargetServer;
import dev.belfry.core.testing.TargetServer.Received;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out on the wire. */
class CallRequestIT {

    private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";

    private final Calls calls = Calls.allowing("127.0.0.0/8,::1");

    @AfterEach
    void close() {
        calls.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
    void sendsMethodPathHeadersAndBody(String method) throws Exception {
        try (TargetServer target = TargetServer.start()) {
            // when
            calls.answered(call(
                    method, target.url("/a%20b?c=%C3%BC&d"), Map.of("X-One", "1", "User-Agent", "Belfry"), "b\u00fc"));

            // then
            Received received = target.received("/a b").get(0);
            assertThat(received.method()).isEqualTo(method);
            assertThat(received.uri()).isEqualTo("/a%20b?c=%C3%BC&d");
            assertThat(received.headers()).containsEntry("x-one", "1").containsEntry("user-agent", "Belfry");
            assertThat(received.body()).isEqualTo("b\u00fc");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, 0", "DELETE, 0", "POST, 1", "PUT, 1", "PATCH, 1"})
    void sendsAValidRequestWithoutABody(String method, int lengths) throws Exception {
        try (RawServer server = RawServer.start(RawServer.answering(NO_CONTENT))) {
            // when
            calls.answered(call(method, server.url("/"), Map.of(), ""));
            calls.answered(call(method, server.url("/next"), Map.of(), ""));

            // then: the second request begins where the first ended
            assertThat(server.heads().get(0))
                    .startsWith(method + " / HTTP/1.1\r\n")
                    .doesNotContainIgnoringCase("transfer-encoding");
            assertThat(server.heads().get(0).toLowerCase(Locale.ROOT).split("content-length: 0\r\n", -1))
                    .hasSizeLessThanOrEqualTo(lengths + 1);
            assertThat(server.heads().get(1)).startsWith(method + " /next HTTP/1.1\r\n");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void sendsALargeBody() throws Exception {
        try (TargetServer target = TargetServer.start()) {
            String body = "x".repeat(3 * 1024 * 1024);
            calls.answered(call("POST", target.url("/"), Map.of(), body));
            assertThat(target.received("/").get(0).body()).isEqualTo(body);
        }
    }

    @ParameterizedTest(name = "{0} gets Host: {1}")
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "LOCALHOST, localhost",
        "localhost., localhost",
        "[::ffff:127.0.0.1], [::ffff:127.0.0.1]",
    })
    void namesTheHostAsTheUrlDoes(String host, String expected) throws Exception {
        try (RawServer server = RawServer.start(RawServer.answering(NO_CONTENT))) {
            calls.answered(get("http://" + host + ":" + server.port() + "/"));
            assertThat(server.heads().get(0).toLowerCase(Locale.ROOT))
                    .contains("\r\nhost: " + expected + ":" + server.port() + "\r\n");
        }
    }

    @Test
    void callsIpv6() throws Exception {
        assumeThat(hasIpv6()).as("this machine has ::1").isTrue();
        try (RawServer server = RawServer.start("::1", 0, RawServer.answering(NO_CONTENT))) {
            assertThat(calls.answered(get("http://[::1]:" + server.port() + "/"))
                            .status())
                    .isEqualTo(204);
            assertThat(server.heads().get(0).toLowerCase(Locale.ROOT))
                    .contains("\r\nhost: [::1]:" + server.port() + "\r\n");
        }
    }

    @Test
    void sendsLatin1InHeaders() throws Exception {
        try (RawServer server = RawServer.start(RawServer.answering(NO_CONTENT))) {
            calls.answered(call("GET", server.url("/"), Map.of("X-Name", "J\u00fcrgen \u00ff"), ""));
            assertThat(server.heads().get(0)).contains("X-Name: J\u00fcrgen \u00ff\r\n");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "line break in a value, X-A, 'a\r\nX-B: b'",
        "carriage return in a value, X-A, 'a\rb'",
        "line feed in a value, X-A, 'a\nb'",
        "NUL in a value, X-A, 'a\0b'",
        "control character in a value, X-A, 'a\u0001b'",
        "delete in a value, X-A, 'a\u007fb'",
        "line break that loses its upper byte, X-A, 'a\u010d\u010aX-B: b'",
        "beyond Latin-1 in a value, X-A, \u20ac",
        "blank in a name, X A, a",
        "colon in a name, 'X-A:', a",
        "line break in a name, 'X-A\r\nX-B', a",
        "empty name, '', a",
        "other letters in a name, X-\u00fc, a",
        "host, Host, internal.example",
        "length, Content-Length, 5",
        "framing, Transfer-Encoding, chunked",
        "connection, Connection, upgrade",
        "upgrade, Upgrade, websocket",
        "expectation, Expect, 100-continue",
        "proxy, Proxy-Authorization, a",
    })
    void refusesHeadersThatBreakTheRequest(String what, String name, String value) throws Exception {
        try (RawServer server = RawServer.start(RawServer.answering(NO_CONTENT))) {
            long before = System.nanoTime();
            assertThat(calls.failed(ErrorCode.INVALID_REQUEST, call("POST", server.url("/"), Map.of(name, value), "x"))
                            .message())
                    .as(what)
                    .startsWith("the request cannot be sent: ");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
            assertThat(server.heads()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G T", "GET\r\nX: y", "GET / HTTP/1.1\r\n", "G\0T", "\u20ac"})
    void refusesMethodsThatBreakTheRequest(String method) throws Exception {
        try (RawServer server = RawServer.start(RawServer.answering(NO_CONTENT))) {
            calls.failed(ErrorCode.INVALID_REQUEST, call(method, server.url("/"), Map.of(), ""));
            assertThat(server.heads()).isEmpty();
        }
    }

    private static OutboundCall call(String method, String url, Map<String, String> headers, String body) {
        return new OutboundCall(method, url, headers, body.getBytes(StandardCharsets.UTF_8), PATIENT);
    }

    private static boolean hasIpv6() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
