package dev.belfry.api.ping;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Pinged;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a ping came, and how long it may take until it is stored. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class PingArrivalIT {

    private static final int LONG = 20_000;

    @TestHTTPResource("/")
    URI api;

    private final Cast cast = new Cast();
    private final List<Socket> open = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Test
    void aPingCameWhenItsHeadDid() throws Exception {
        Pinged monitor = Pinged.hourly(cast);
        Socket ping = send(post("/v1/ping/" + monitor.token(), "", 5));
        Instant sent = Instant.now();

        pass(Duration.ofMillis(700));
        ping.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));

        assertThat(status(ping)).isEqualTo("HTTP/1.1 200");
        assertThat(cameAt(monitor)).isBefore(sent.plusMillis(400));
    }

    @Test
    void aPingThatItsClientTakesLongToSendCameWhenItWasThere() throws Exception {
        Pinged monitor = Pinged.hourly(cast);
        int before = interruptions();
        Socket ping = send(post("/v1/ping/" + monitor.token(), "", 5));

        pass(Duration.ofMillis(3_500));
        Instant completed = Instant.now();
        ping.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));

        assertThat(status(ping)).isEqualTo("HTTP/1.1 200");
        assertThat(cameAt(monitor)).isAfter(completed.minusMillis(100));
        assertThat(interruptions()).isEqualTo(before);
    }

    @Test
    void aPingDoesNotWaitForTheDocumentsOfOthers() throws Exception {
        Pinged monitor = Pinged.hourly(cast);
        String authorization = "Authorization: Bearer " + cast.aliceToken() + "\r\n";
        String document = post("/v1/jobs", authorization + "Content-Type: application/json\r\n", LONG);
        for (int i = 0; i < 4; i++) {
            send(document + "{");
        }
        AtomicReference<Socket> behind = new AtomicReference<>();
        await().until(() -> {
            behind.set(send(document + " ".repeat(LONG)));
            return isKeptWaiting(behind.get());
        });

        Socket ping = send(post("/v1/ping/" + monitor.token(), "", LONG) + "x".repeat(LONG));

        ping.setSoTimeout(5_000);
        assertThat(status(ping)).isEqualTo("HTTP/1.1 200");
        assertThat(behind.get().getInputStream().available()).isZero();
    }

    @Test
    void aPingThatIsNotStoredInTimeIsRefusedAndThatTimeCountsAsOneWithoutListening() throws Exception {
        Pinged monitor = Pinged.hourly(cast);
        monitor.ping("/start").then().statusCode(200);
        int before = interruptions();
        try (Connection other = Servers.connection();
                PreparedStatement lock = other.prepareStatement("SELECT FROM monitor WHERE id = ? FOR UPDATE")) {
            // given
            other.setAutoCommit(false);
            lock.setObject(1, monitor.id());
            lock.executeQuery();
            CompletableFuture<Integer> first = ping(monitor);
            await().until(() -> !rows("SELECT FROM pg_locks WHERE NOT granted").isEmpty());
            pass(Duration.ofSeconds(1));

            // when
            long sent = System.nanoTime();
            CompletableFuture<Integer> behind = ping(monitor);

            // then
            assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(503);
            assertThat(behind.get(10, TimeUnit.SECONDS)).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(Duration.ofMillis(4_000));
        }
        await().until(() -> interruptions() > before);
    }

    private static CompletableFuture<Integer> ping(Pinged monitor) {
        return CompletableFuture.supplyAsync(() -> monitor.ping("").statusCode());
    }

    private Socket send(String request) throws IOException {
        Socket socket = new Socket(api.getHost(), api.getPort());
        socket.setSoTimeout(10_000);
        open.add(socket);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String post(String path, String headers, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "Content-Length: " + length + "\r\n\r\n";
    }

    private static String status(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    private static Instant cameAt(Pinged monitor) {
        return Instant.parse(monitor.read().path("last_ping_at"));
    }

    /** How often somebody began to listen. */
    private static int interruptions() {
        return rows("SELECT FROM monitor_listening").size();
    }

    private static void pass(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(10)).until(() -> true);
    }

    /** For longer than an answer takes; the senders before it are given ten seconds. */
    private static boolean isKeptWaiting(Socket sender) throws IOException {
        sender.setSoTimeout(1_000);
        try {
            assertThat(sender.getInputStream().read()).isNotNegative();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }
}
