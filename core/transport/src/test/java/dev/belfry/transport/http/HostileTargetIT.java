package dev.belfry.transport.http;

import static dev.belfry.transport.http.Calls.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.transport.http.CallResult.Answered;
import dev.belfry.transport.http.CallResult.Failed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Targets that mean harm: each call ends in time, with a text that says why, and keeps little of what was sent. */
class HostileTargetIT {

    private static final Duration TIMEOUT = Duration.ofMillis(600);
    private static final Duration TOLERANCE = Duration.ofSeconds(1);
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

    private final Calls calls = Calls.allowing("127.0.0.0/8");

    @AfterEach
    void close() {
        calls.close();
    }

    static Stream<Arguments> hostileServers() {
        return Stream.of(
                failing("a hundred headers of 64 KB", flooding(OK, "X: " + "x".repeat(65_536) + "\r\n")),
                failing("an endless header", flooding(OK + "X: ", "x".repeat(8_192))),
                failing("an endless status line", flooding("HTTP/1.1 200 ", "x".repeat(8_192))),
                failing("endless small headers", flooding(OK, "a:b\r\n".repeat(1_000))),
                failing("endless trailers", flooding(CHUNKED + "0\r\n", "a:b\r\n".repeat(1_000))),
                failing("an endless chunk extension", flooding(CHUNKED + "1;", "x".repeat(8_192))),
                failing("a chunk larger than any number", flooding(CHUNKED + "ffffffffffffffffff\r\n", "x")),
                failing("a negative chunk", flooding(CHUNKED + "-5\r\n", "x")),
                failing(
                        "a length larger than any number",
                        flooding(OK + "Content-Length: 99999999999999999999\r\n\r\n", "x")),
                failing(
                        "two lengths that differ",
                        flooding(OK + "Content-Length: 1\r\nContent-Length: 9\r\n\r\n", "x")),
                failing("a length and then the end", once(OK + "Content-Length: 9\r\n\r\nabc")),
                late("a storm of provisional answers", flooding("", "HTTP/1.1 100 Continue\r\n\r\n".repeat(100))),
                failing(
                        "a storm of answers that are none",
                        flooding("", "HTTP/1.1 102 Processing\r\n\r\n".repeat(100))),
                late(
                        "a storm of hints",
                        flooding("", "HTTP/1.1 103 Early Hints\r\nLink: <" + "x".repeat(8_000) + ">\r\n\r\n")),
                late("endless empty chunks of one byte a time", dripping(CHUNKED)));
    }

    @ParameterizedTest
    @MethodSource("hostileServers")
    void endsInTimeAndSaysWhy(RawServer.Script script, ErrorCode expected) throws Exception {
        try (RawServer server = RawServer.start(script)) {
            // when
            long before = System.nanoTime();
            Failed failed = calls.failed(expected, get(server.url("/"), TIMEOUT));
            Duration took = Duration.ofNanos(System.nanoTime() - before);

            // then
            assertThat(took).isLessThan(TIMEOUT.plus(TOLERANCE));
            assertThat(failed.message()).hasSizeBetween(10, 600);
            await().atMost(Duration.ofSeconds(5)).until(() -> server.endedConnections() == server.connections());
        }
    }

    @Test
    void switchesToNoOtherProtocol() throws Exception {
        try (RawServer server =
                RawServer.start(RawServer.answering("HTTP/1.1 101 Switching Protocols\r\nUpgrade: chat\r\n\r\n"))) {
            assertThat(calls.failed(ErrorCode.CONNECTION_FAILED, get(server.url("/")))
                            .message())
                    .isEqualTo("GET failed: the target answered 101, which is no end");
        }
    }

    @Test
    void unpacksNoBomb() throws Exception {
        byte[] bomb = bomb(64 * 1024 * 1024);
        try (RawServer server = RawServer.start(connection -> {
            connection.readHead();
            connection.write(OK + "Content-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n");
            connection.write(bomb);
        })) {
            Answered answered = calls.answered(get(server.url("/")));
            assertThat(answered.bodyPreview()).hasSizeLessThanOrEqualTo(64 * 1024);
            assertThat(answered.headers()).containsEntry("content-encoding", "gzip");
        }
    }

    @Test
    void endsALargeRequestThatNobodyReadsInTime() throws Exception {
        try (RawServer server = RawServer.start(connection -> {
            connection.readHead();
            Thread.sleep(Duration.ofMinutes(1).toMillis());
        })) {
            long before = System.nanoTime();
            calls.failed(ErrorCode.TIMEOUT, post(server.url("/"), 16 * 1024 * 1024));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(TIMEOUT.plus(TOLERANCE));
        }
    }

    @Test
    void takesAnAnswerThatComesBeforeTheRequestWasRead() throws Exception {
        try (RawServer server = RawServer.start(connection -> {
            connection.readHead();
            connection.write("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
            connection.awaitClose();
        })) {
            Answered answered = calls.answered(post(server.url("/"), 1024 * 1024));
            assertThat(answered.status()).isEqualTo(413);
            assertThat(answered.bodyPreview()).isEqualTo("no");
        }
    }

    /** What was sent behind one answer must not become the next call's. */
    @Test
    void takesNoAnswerThatNobodyAskedFor() throws Exception {
        String answer = OK + "Content-Length: 2\r\n\r\nok";
        String forged = "HTTP/1.1 201 Created\r\nContent-Length: 6\r\n\r\nforged";
        try (RawServer server = RawServer.start(connection -> {
            while (connection.readHead()) {
                connection.write(answer + forged);
            }
        })) {
            for (int i = 0; i < 5; i++) {
                CallResult result = calls.make(get(server.url("/" + i)));
                assertThat(result.toString()).doesNotContain("forged").doesNotContain("status=201");
            }
        }
    }

    @Test
    void readsNoMoreOfABodyThanWasAnnounced() throws Exception {
        try (RawServer server =
                RawServer.start(RawServer.answering(OK + "Content-Length: 2\r\n\r\nok" + "x".repeat(10_000)))) {
            assertThat(calls.answered(get(server.url("/"))).bodyPreview()).isEqualTo("ok");
            assertThat(calls.make(get(server.url("/again"))).toString()).doesNotContain("xxx");
        }
    }

    @Test
    void aFoldedOrForgedHeaderStaysOne() throws Exception {
        try (RawServer server = RawServer.start(
                RawServer.answering(OK + "X-A: one\r\n two\r\nX-B: a\rSet-Cookie: b\r\nContent-Length: 0\r\n\r\n"))) {
            CallResult result = calls.make(get(server.url("/")));
            assertThat(result.toString()).doesNotContain("\r").doesNotContain("\n");
            if (result instanceof Answered answered) {
                assertThat(answered.headers()).doesNotContainKey("set-cookie");
            }
        }
    }

    @Test
    void keepsOfHeadersWhatThereIsRoomForAndWhatSteersTheCall() throws Exception {
        CallAccount poor = new CallAccount() {
            private int left = 300;

            @Override
            public Object owner() {
                return "poor";
            }

            @Override
            public int keep(int bytes) {
                int granted = Math.min(left, bytes);
                left -= granted;
                return granted;
            }
        };
        try (RawServer server = RawServer.start(RawServer.answering(OK + "X-First: 1\r\nX-Long: " + "x".repeat(1_000)
                + "\r\nX-Last: 2\r\nRetry-After: 7\r\nContent-Length: 5\r\n\r\nabcde"))) {
            Answered answered = (Answered) calls.make(get(server.url("/")), poor);
            assertThat(answered.headers()).containsOnlyKeys("x-first", "retry-after");
            assertThat(answered.bodyPreview()).isEmpty();
            assertThat(answered.isCut()).isTrue();
        }
    }

    private static Arguments failing(String name, RawServer.Script script) {
        return Arguments.of(Named.of(name, script), ErrorCode.CONNECTION_FAILED);
    }

    private static Arguments late(String name, RawServer.Script script) {
        return Arguments.of(Named.of(name, script), ErrorCode.TIMEOUT);
    }

    /** Says the first part and then the rest as fast as anybody reads, for ever. */
    private static RawServer.Script flooding(String first, String rest) {
        return connection -> {
            connection.readHead();
            connection.write(first);
            if (rest.isEmpty()) {
                connection.awaitClose();
            }
            while (true) {
                connection.write(rest);
            }
        };
    }

    private static RawServer.Script once(String all) {
        return connection -> {
            connection.readHead();
            connection.write(all);
        };
    }

    private static RawServer.Script dripping(String first) {
        return connection -> {
            connection.readHead();
            connection.write(first);
            while (true) {
                Thread.sleep(20);
                connection.write("1\r\nx\r\n");
            }
        };
    }

    private static OutboundCall post(String url, int length) {
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) 'x');
        return new OutboundCall("POST", url, Map.of(), body, TIMEOUT);
    }

    private static byte[] bomb(int length) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < length / zeros.length; i++) {
                gzip.write(zeros);
            }
        }
        return packed.toByteArray();
    }
}
