package dev.belfry.transport.http;

import static dev.belfry.transport.http.Calls.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.testing.TargetServer;
import dev.belfry.core.testing.TargetServer.Answer;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are called. Loopback has sixteen million of them: one is allowed here, the others play the private ones. */
class GuardedClientIT {

    private static final String ONE_ADDRESS = "127.0.0.1/32";

    private TargetServer target;

    @BeforeEach
    void startTarget() {
        target = TargetServer.start();
    }

    @AfterEach
    void closeTarget() {
        target.close();
    }

    @Test
    void callsAnAllowedAddress() throws Exception {
        try (Calls calls = Calls.allowing(ONE_ADDRESS)) {
            assertThat(calls.answered(get(target.url("/a"))).status()).isEqualTo(200);
            assertThat(target.received("/a")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2:%d/",
                "http://[::ffff:127.0.0.2]:%d/",
                "http://[::1]:%d/",
                "http://0.0.0.0:%d/",
                "http://[::]:%d/",
                "http://169.254.169.254:%d/",
                "https://127.0.0.2:%d/"
            })
    void refusesForbiddenLiterals(String url) throws Exception {
        try (Calls calls = Calls.allowing(ONE_ADDRESS);
                RawServer forbidden = RawServer.start("0.0.0.0", 0, RawServer.answering("HTTP/1.1 200 OK\r\n\r\n"))) {
            calls.failed(ErrorCode.BLOCKED_TARGET, get(String.format(url, forbidden.port())));
            assertThat(forbidden.connections()).isZero();
        }
    }

    @Test
    void namesTheRefusedAddress() throws Exception {
        try (Calls calls = Calls.resolving(ONE_ADDRESS, InetAddress.getByName("127.0.0.2"))) {
            assertThat(calls.failed(ErrorCode.BLOCKED_TARGET, get("http://innocent.example/"))
                            .message())
                    .isEqualTo("127.0.0.2 is not a public address; an operator may allow its range");
        }
    }

    @Test
    void saysWhoRefusedTheConnection() throws Exception {
        try (Calls calls = Calls.allowing("127.0.0.9/32")) {
            assertThat(calls.failed(ErrorCode.CONNECTION_FAILED, get("http://127.0.0.9:1/a?b"))
                            .message())
                    .isEqualTo("GET failed: connection refused (127.0.0.9:1)");
        }
    }

    @Test
    void refusesANameThatResolvesToAForbiddenAddress() throws Exception {
        try (Calls calls = Calls.allowing("127.0.0.2/32,::2")) {
            calls.failed(ErrorCode.BLOCKED_TARGET, get("http://localhost:" + target.port() + "/"));
            assertThat(target.received("/")).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"127.0.0.1 127.0.0.2", "127.0.0.2 127.0.0.1", "127.0.0.1 10.0.0.1 127.0.0.1", "127.0.0.1 ::1"})
    void refusesANameWithOneForbiddenAddressAmongSeveral(String addresses) throws Exception {
        try (Calls calls = Calls.resolving(ONE_ADDRESS, addresses(addresses))) {
            calls.failed(ErrorCode.BLOCKED_TARGET, get("http://mixed.example:" + target.port() + "/"));
            assertThat(target.received("/")).isEmpty();
        }
    }

    @Test
    void connectsToTheVeryAddressThatWasJudged() throws Exception {
        // given: an allowed address that carries the name of a place where another server listens
        InetAddress judged = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 7});
        try (RawServer there = RawServer.start("127.0.0.7", target.port(), RawServer.answering(ok("judged")));
                Calls calls = Calls.resolving("127.0.0.7/32", judged)) {
            // when
            String body = calls.answered(get("http://localhost:" + there.port() + "/"))
                    .bodyPreview();

            // then
            assertThat(body).isEqualTo("judged");
            assertThat(target.received("/")).isEmpty();
        }
    }

    @Test
    void asksTheResolverOncePerCall() throws Exception {
        // given: a name whose second answer would be another
        AtomicInteger asked = new AtomicInteger();
        InetAddress first = InetAddress.getByName("127.0.0.1");
        InetAddress second = InetAddress.getByName("127.0.0.2");
        try (Calls calls = Calls.resolving(
                ONE_ADDRESS,
                name -> CompletableFuture.completedFuture(List.of(asked.incrementAndGet() == 1 ? first : second)))) {
            // when
            int status = calls.answered(get("http://rebinding.example:" + target.port() + "/"))
                    .status();

            // then
            assertThat(status).isEqualTo(200);
            assertThat(asked).hasValue(1);
            calls.failed(ErrorCode.BLOCKED_TARGET, get("http://rebinding.example:" + target.port() + "/"));
            assertThat(target.received("/")).hasSize(1);
        }
    }

    @Test
    void sharesNoConnectionBetweenAddressesOfOneName() throws Exception {
        // given
        AtomicInteger asked = new AtomicInteger();
        InetAddress one = InetAddress.getByAddress("same.example", new byte[] {127, 0, 0, 1});
        InetAddress other = InetAddress.getByAddress("same.example", new byte[] {127, 0, 0, 7});
        try (RawServer there = RawServer.start("127.0.0.7", target.port(), RawServer.answering(ok("other")));
                Calls calls = Calls.resolving(
                        "127.0.0.0/8",
                        name -> CompletableFuture.completedFuture(
                                List.of(asked.incrementAndGet() == 1 ? one : other)))) {
            target.answer("/", Answer.body("one"));

            // when
            String url = "http://same.example:" + target.port() + "/";
            String before = calls.answered(get(url)).bodyPreview();
            String after = calls.answered(get(url)).bodyPreview();

            // then
            assertThat(before).isEqualTo("one");
            assertThat(after).isEqualTo("other");
            assertThat(there.connections()).isEqualTo(1);
        }
    }

    /** 224.0.0.1 is no address TCP can connect to: the kernel says "network is unreachable", as without an IPv6 route. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.9 127.0.0.1", "127.0.0.9 127.0.0.8 127.0.0.1", "224.0.0.1 127.0.0.1"})
    void goesOnToTheNextAddressWhenOneDoesNotAnswer(String addresses) throws Exception {
        try (Calls calls = Calls.resolving("127.0.0.0/8,224.0.0.0/4", addresses(addresses))) {
            assertThat(calls.answered(get("http://several.example:" + target.port() + "/"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void goesOnToTheNextAddressForEachOfManyCallsAtOnce() throws Exception {
        try (Calls calls = Calls.resolving("127.0.0.0/8", named("127.0.0.9"), named("127.0.0.1"))) {
            List<CompletableFuture<CallResult>> started = IntStream.range(0, 20)
                    .mapToObj(i -> calls.start(get("http://several.example:" + target.port() + "/")))
                    .toList();
            for (CompletableFuture<CallResult> call : started) {
                assertThat(call.get()).isInstanceOf(CallResult.Answered.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) throws Exception {
        try (Calls calls = Calls.allowing(ONE_ADDRESS)) {
            target.answer("/old", Answer.status(status).with("Location", "/new"));
            assertThat(calls.answered(get(target.url("/old"))).status()).isEqualTo(status);
            assertThat(target.received("/new")).isEmpty();
        }
    }

    @Test
    void reportsANameThatDoesNotResolve() throws Exception {
        try (Calls calls = Calls.allowing(ONE_ADDRESS)) {
            assertThat(calls.failed(ErrorCode.DNS_FAILURE, get("http://nowhere.invalid/"))
                            .message())
                    .isEqualTo("the host name nowhere.invalid does not resolve");
        }
    }

    @Test
    void reportsAResolverThatBreaks() throws Exception {
        try (Calls calls = Calls.resolving(
                ONE_ADDRESS, name -> CompletableFuture.failedFuture(new IllegalStateException("no resolver today")))) {
            assertThat(calls.failed(ErrorCode.DNS_FAILURE, get("http://any.example/"))
                            .message())
                    .isEqualTo("the host name any.example cannot be resolved: no resolver today");
        }
    }

    @Test
    void reportsAUrlThatCannotBeCalled() throws Exception {
        try (Calls calls = Calls.allowing(ONE_ADDRESS)) {
            calls.failed(ErrorCode.INVALID_TARGET, get("ftp://127.0.0.1/"));
            calls.failed(ErrorCode.INVALID_TARGET, get("http://0x7f000001/"));
            calls.failed(ErrorCode.INVALID_TARGET, get("http://example.com/\ud800"));
        }
    }

    @Test
    void failsCallsAfterItsClose() throws Exception {
        try (Calls calls = Calls.allowing(ONE_ADDRESS)) {
            calls.closeClient();
            calls.failed(ErrorCode.CONNECTION_FAILED, get(target.url("/")));
        }
    }

    private static InetAddress[] addresses(String list) throws Exception {
        String[] texts = list.split(" ");
        InetAddress[] addresses = new InetAddress[texts.length];
        for (int i = 0; i < texts.length; i++) {
            addresses[i] = named(texts[i]);
        }
        return addresses;
    }

    /** As a resolver gives it: with the name that was asked for. */
    private static InetAddress named(String text) throws Exception {
        return InetAddress.getByAddress(
                "several.example", InetAddress.getByName(text).getAddress());
    }

    private static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
