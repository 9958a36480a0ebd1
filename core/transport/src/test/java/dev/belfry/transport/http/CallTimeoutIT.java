package dev.belfry.transport.http;

import static dev.belfry.transport.http.Calls.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.transport.http.CallResult.Failed;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A call ends within its timeout, whatever the other side does. */
class CallTimeoutIT {

    private static final Duration TIMEOUT = Duration.ofMillis(400);
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private final Calls calls = Calls.allowing("127.0.0.0/8");

    @AfterEach
    void close() {
        calls.close();
    }

    static Stream<Named<RawServer.Script>> slowServers() {
        return Stream.of(
                Named.of("accepts and says nothing", connection -> connection.awaitClose()),
                Named.of("reads the request and says nothing", connection -> {
                    connection.readHead();
                    connection.awaitClose();
                }),
                Named.of("drips its status line", dripping("", "HTTP/1.1 200 OK but slowly, very slowly indeed")),
                Named.of(
                        "drips its headers",
                        dripping("HTTP/1.1 200 OK\r\n", "X-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")),
                Named.of(
                        "drips its body", dripping("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", "x".repeat(999))),
                Named.of(
                        "drips its chunks",
                        dripping("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n".repeat(99))),
                Named.of("drips without a length", dripping("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(999))),
                Named.of("never ends its body", dripping("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx", "")),
                Named.of(
                        "never ends its last chunk",
                        dripping("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n", "")),
                Named.of("says 100 and no more", dripping("HTTP/1.1 100 Continue\r\n\r\n", "")),
                Named.of("says 100 again and again", dripping("", "HTTP/1.1 100 Continue\r\n\r\n".repeat(99))),
                Named.of("says 102 again and again", dripping("", "HTTP/1.1 102 Processing\r\n\r\n".repeat(99))),
                Named.of("says 103 and no more", dripping("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", "")));
    }

    @ParameterizedTest
    @MethodSource("slowServers")
    void endsACallOnTimeAndItsConnectionWithIt(RawServer.Script script) throws Exception {
        try (RawServer server = RawServer.start(script)) {
            // when
            long before = System.nanoTime();
            Failed failed = calls.failed(ErrorCode.TIMEOUT, get(server.url("/"), TIMEOUT));
            Duration took = Duration.ofNanos(System.nanoTime() - before);

            // then
            assertThat(took).isBetween(TIMEOUT, TIMEOUT.plus(TOLERANCE));
            assertThat(failed.message()).isEqualTo("no complete answer within 400 ms");
            await().atMost(Duration.ofSeconds(5)).until(() -> server.endedConnections() == server.connections());
        }
    }

    @Test
    void endsATlsHandshakeOnTime() throws Exception {
        try (RawServer server = RawServer.start(connection -> connection.awaitClose())) {
            long before = System.nanoTime();
            calls.failed(ErrorCode.TIMEOUT, get("https://127.0.0.1:" + server.port() + "/", TIMEOUT));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(TIMEOUT.plus(TOLERANCE));
        }
    }

    @Test
    void endsResolvingOnTime() throws Exception {
        try (Calls slow = Calls.resolving("127.0.0.0/8", name -> new CompletableFuture<>())) {
            long before = System.nanoTime();
            slow.failed(ErrorCode.TIMEOUT, get("http://slow.example/", TIMEOUT));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(TIMEOUT.plus(TOLERANCE));
        }
    }

    @Test
    void connectsNowhereWhenTheNameResolvesTooLate() throws Exception {
        CompletableFuture<List<InetAddress>> resolved = new CompletableFuture<>();
        try (Calls slow = Calls.resolving("127.0.0.0/8", name -> resolved);
                RawServer server = RawServer.start(connection -> connection.awaitClose());
                RawServer next = RawServer.start(RawServer.answering("HTTP/1.1 204 No Content\r\n\r\n"))) {
            // given
            slow.failed(ErrorCode.TIMEOUT, get("http://slow.example:" + server.port() + "/", TIMEOUT));

            // when
            resolved.complete(List.of(InetAddress.getByName("127.0.0.1")));
            slow.answered(get(next.url("/")));

            // then
            await().during(Duration.ofMillis(300)).until(() -> server.connections() == 0);
        }
    }

    /** A full backlog makes the kernel drop the handshake: the address is there and never answers. */
    @Test
    void endsConnectingOnTime() throws Exception {
        List<Socket> fillers = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            for (int i = 0; i < 4; i++) {
                fillers.add(fill(full));
            }
            long before = System.nanoTime();
            calls.failed(ErrorCode.TIMEOUT, get("http://127.0.0.1:" + full.getLocalPort() + "/", TIMEOUT));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(TIMEOUT.plus(TOLERANCE));
        } finally {
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void countsTheWaitForAConnectionAgainstTheTimeout() throws Exception {
        try (RawServer server = RawServer.start(connection -> connection.awaitClose())) {
            // given: four calls, as many as may be under way
            List<CompletableFuture<CallResult>> ahead = Stream.generate(
                            () -> calls.start(get(server.url("/"), Calls.PATIENT)))
                    .limit(4)
                    .toList();
            await().until(() -> server.connections() == 4);

            // when
            long before = System.nanoTime();
            calls.failed(ErrorCode.TIMEOUT, get(server.url("/"), TIMEOUT));

            // then
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(TIMEOUT, TIMEOUT.plus(TOLERANCE));
            assertThat(server.connections()).isEqualTo(4);
            assertThat(ahead).noneMatch(CompletableFuture::isDone);
        }
    }

    private static Socket fill(ServerSocket full) throws Exception {
        Socket socket = new Socket();
        try {
            socket.connect(full.getLocalSocketAddress(), 100);
        } catch (SocketTimeoutException e) {
            // Full already.
        }
        return socket;
    }

    /** Says the first part at once and of the rest a letter every 50 ms; then nothing, until the other side closes. */
    private static RawServer.Script dripping(String first, String rest) {
        return connection -> {
            connection.readHead();
            connection.write(first);
            for (char letter : rest.toCharArray()) {
                Thread.sleep(50);
                connection.write(String.valueOf(letter));
            }
            connection.awaitClose();
        };
    }
}
