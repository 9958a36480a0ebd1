package dev.belfry.transport.http;

import static dev.belfry.transport.http.Calls.PATIENT;
import static dev.belfry.transport.http.Calls.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.transport.http.CallResult.Answered;
import dev.belfry.transport.http.CallResult.Failed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of answers, good and hostile. */
class CallAnswerIT {

    private static final int PREVIEW = 64 * 1024;

    private final Calls calls = Calls.allowing("127.0.0.0/8,::1");

    @AfterEach
    void close() {
        calls.close();
    }

    static Stream<Named<RawServer.Script>> brokenServers() {
        return Stream.of(
                Named.of("closes at once", connection -> {}),
                Named.of("closes after the request", connection -> connection.readHead()),
                Named.of("resets at once", connection -> connection.reset()),
                Named.of("resets in the status line", broken("HTTP/1.1 20", true)),
                Named.of("resets in the headers", broken("HTTP/1.1 200 OK\r\nX-A: b\r\n", true)),
                Named.of("resets in the body", broken("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", true)),
                Named.of("closes in the status line", broken("HTTP/1.1 20", false)),
                Named.of("closes in the headers", broken("HTTP/1.1 200 OK\r\nX-A: b\r\n", false)),
                Named.of("closes in the body", broken("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", false)),
                Named.of(
                        "closes between chunks",
                        broken("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n", false)),
                Named.of("speaks SSH", broken("SSH-2.0-OpenSSH_9.6\r\n", false)),
                Named.of("speaks SMTP", broken("220 mail.example ESMTP\r\n", false)),
                Named.of("speaks binary", broken("\0\1\2\3\u00ff\n\0\0\r\n\r\n", false)),
                Named.of("speaks nonsense", broken("a b c d e\r\n\r\n\r\n", false)),
                Named.of("has a status that is no number", broken("HTTP/1.1 abc OK\r\n\r\n", false)),
                Named.of("has a negative length", broken("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", false)),
                Named.of(
                        "has a length that is no number",
                        broken("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", false)),
                Named.of(
                        "has a chunk size that is no number",
                        broken("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", false)),
                Named.of("has a huge status line", broken("HTTP/1.1 200 " + "x".repeat(100_000) + "\r\n\r\n", false)),
                Named.of(
                        "has a huge header",
                        broken("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000) + "\r\n\r\n", false)),
                Named.of(
                        "has many headers",
                        broken("HTTP/1.1 200 OK\r\n" + "X: yyyyyyyyyyyyyy\r\n".repeat(5_000) + "\r\n", false)));
    }

    @ParameterizedTest
    @MethodSource("brokenServers")
    void callsABrokenAnswerAFailedConnection(RawServer.Script script) throws Exception {
        try (RawServer server = RawServer.start(script)) {
            long before = System.nanoTime();
            Failed failed = calls.failed(ErrorCode.CONNECTION_FAILED, get(server.url("/")));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
            assertThat(failed.message())
                    .startsWith("GET failed: ")
                    .hasSizeLessThan(600)
                    .doesNotContain("\0");
        }
    }

    @Test
    void callsARefusedConnectionAFailedConnection() throws Exception {
        int port = unusedPort();
        assertThat(calls.failed(ErrorCode.CONNECTION_FAILED, get("http://127.0.0.1:" + port + "/"))
                        .message())
                .contains("127.0.0.1:" + port);
    }

    @Test
    void callsMissingTlsATlsFailure() throws Exception {
        try (RawServer server = RawServer.start(RawServer.answering("HTTP/1.1 400 Bad Request\r\n\r\n"));
                RawServer eager = RawServer.start(connection -> {
                    connection.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                    connection.awaitClose();
                })) {
            calls.failed(ErrorCode.TLS_FAILURE, get("https://127.0.0.1:" + eager.port() + "/"));
            assertThat(server.heads()).isEmpty();
        }
    }

    @Test
    void endsAnEndlessBodyAtAMegabyte() throws Exception {
        // given
        long[] written = new long[1];
        byte[] block = new byte[64 * 1024];
        Arrays.fill(block, (byte) 'x');
        RawServer.Script endless = connection -> {
            connection.readHead();
            connection.write("HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                connection.write(block);
                written[0] += block.length;
            }
        };
        try (RawServer server = RawServer.start(endless)) {
            // when
            Answered answered = calls.answered(get(server.url("/")));

            // then
            assertThat(answered.status()).isEqualTo(200);
            assertThat(answered.bodyPreview()).hasSize(PREVIEW);
            await().atMost(Duration.ofSeconds(5)).until(() -> server.endedConnections() == 1);
            assertThat(written[0])
                    .as("what socket buffers swallow comes on top")
                    .isLessThan(32L * 1024 * 1024);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PREVIEW - 1, PREVIEW, PREVIEW + 1, 1024 * 1024 - 1, 1024 * 1024})
    void keepsTheBeginningOfABody(int length) throws Exception {
        try (RawServer server = RawServer.start(RawServer.answering(
                "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + "x".repeat(length)))) {
            Answered answered = calls.answered(get(server.url("/")));
            assertThat(answered.bodyPreview()).hasSize(Math.min(length, PREVIEW));
            assertThat(answered.isCut()).isEqualTo(length > PREVIEW);
        }
    }

    /** Two, three and four bytes long, at every place the border can cut them. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00fc", "\u20ac", "\ud83d\ude00"})
    void cutsNoCharacterInHalf(String letter) throws Exception {
        for (int shift = 0; shift < 4; shift++) {
            String body = "x".repeat(shift) + letter.repeat(PREVIEW);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            try (RawServer server = RawServer.start(connection -> {
                connection.readHead();
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: " + bytes.length + "\r\n\r\n");
                connection.write(bytes);
                connection.awaitClose();
            })) {
                String preview = calls.answered(get(server.url("/"))).bodyPreview();
                assertThat(body).as("shift %d", shift).startsWith(preview);
                assertThat(preview.getBytes(StandardCharsets.UTF_8).length).isBetween(PREVIEW - 3, PREVIEW);
            }
        }
    }

    @Test
    void replacesWhatIsNoText() throws Exception {
        byte[] bytes = {'a', (byte) 0xff, 'b', 0, 'c', (byte) 0xc3};
        try (RawServer server = RawServer.start(connection -> {
            connection.readHead();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n");
            connection.write(bytes);
            connection.awaitClose();
        })) {
            assertThat(calls.answered(get(server.url("/"))).bodyPreview()).isEqualTo("a\ufffdb\ufffdc\ufffd");
        }
    }

    @Test
    void joinsHeadersUnderLowerCaseNames() throws Exception {
        try (RawServer server = RawServer.start(
                RawServer.answering(
                        "HTTP/1.1 204 No Content\r\nX-A: 1\r\nVia: p\r\nx-a: 2\r\nX-A:\r\nSet-Cookie: a=b\r\nset-cookie: c=d\r\n\r\n"))) {
            Answered answered = calls.answered(get(server.url("/")));
            assertThat(answered.status()).isEqualTo(204);
            assertThat(answered.headers())
                    .containsExactly(
                            Map.entry("x-a", "1, 2, "), Map.entry("via", "p"), Map.entry("set-cookie", "a=b, c=d"));
        }
    }

    @Test
    void keepsNoNulOfAHeader() throws Exception {
        try (RawServer server =
                RawServer.start(RawServer.answering("HTTP/1.1 200 OK\r\nX-A: a\0b\r\nContent-Length: 0\r\n\r\n"))) {
            CallResult result = calls.make(get(server.url("/")));
            assertThat(result.toString()).doesNotContain("\0");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 301, 304, 400, 404, 429, 500, 503, 599, 999})
    void reportsEveryStatus(int status) throws Exception {
        try (RawServer server =
                RawServer.start(RawServer.answering("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n"))) {
            assertThat(calls.answered(get(server.url("/"))).status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"100 Continue", "103 Early Hints"})
    void waitsForTheAnswerBehindAProvisionalOne(String provisional) throws Exception {
        try (RawServer server = RawServer.start(RawServer.answering(
                "HTTP/1.1 " + provisional + "\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok"))) {
            Answered answered = calls.answered(get(server.url("/")));
            assertThat(answered.status()).isEqualTo(201);
            assertThat(answered.bodyPreview()).isEqualTo("ok");
        }
    }

    @Test
    void takesAnAnswerThatEndsWithTheConnection() throws Exception {
        try (RawServer server = RawServer.start(broken("HTTP/1.0 200 OK\r\n\r\nold style", false))) {
            assertThat(calls.answered(get(server.url("/"))).bodyPreview()).isEqualTo("old style");
        }
    }

    @Test
    void leavesCompressedBodiesAsTheyAre() throws Exception {
        try (RawServer server = RawServer.start(
                RawServer.answering("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd"))) {
            assertThat(calls.answered(get(server.url("/"))).bodyPreview()).isEqualTo("abcd");
            assertThat(server.heads().get(0).toLowerCase(Locale.ROOT)).doesNotContain("accept-encoding");
        }
    }

    @Test
    void usesAConnectionAgain() throws Exception {
        try (RawServer server =
                RawServer.start(RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))) {
            for (int i = 0; i < 5; i++) {
                assertThat(calls.answered(get(server.url("/" + i))).bodyPreview())
                        .isEqualTo("ok");
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void goesOnAfterOthersFailed() throws Exception {
        try (RawServer silent = RawServer.start(connection -> connection.awaitClose());
                RawServer server =
                        RawServer.start(RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))) {
            for (int i = 0; i < 6; i++) {
                calls.failed(ErrorCode.TIMEOUT, get(silent.url("/"), Duration.ofMillis(100)));
                assertThat(calls.answered(get(server.url("/"))).status()).isEqualTo(200);
            }
            await().atMost(Duration.ofSeconds(5)).until(() -> silent.endedConnections() == 6);
        }
    }

    private static RawServer.Script broken(String answer, boolean reset) {
        return connection -> {
            connection.readHead();
            connection.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            if (reset) {
                connection.reset();
            }
        };
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Test
    void waitsForTheWholeBodyBeforeItAnswers() throws Exception {
        try (RawServer server = RawServer.start(broken("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabc", false))) {
            calls.failed(
                    ErrorCode.CONNECTION_FAILED,
                    new OutboundCall("GET", server.url("/"), Map.of(), new byte[0], PATIENT));
        }
    }
}
