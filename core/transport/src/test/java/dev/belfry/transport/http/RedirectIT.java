package dev.belfry.transport.http;

import static dev.belfry.transport.http.Calls.PATIENT;
import static dev.belfry.transport.http.Calls.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.testing.TargetServer;
import dev.belfry.core.testing.TargetServer.Answer;
import dev.belfry.core.testing.TargetServer.Received;
import dev.belfry.transport.http.CallResult.Answered;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where redirects lead. 127.0.0.1 may be called; the rest of loopback plays the private addresses. */
class RedirectIT {

    private static final String ONE_ADDRESS = "127.0.0.1/32";
    private static final Map<String, String> HEADERS = Map.of(
            "Authorization", "Bearer s3cret",
            "Cookie", "session=s3cret",
            "X-Api-Key", "s3cret",
            "X-Tenant", "s3cret",
            "X-Plain", "plain",
            "Idempotency-Key", "once");

    private final TargetServer target = TargetServer.start();
    private final TargetServer other = TargetServer.start();
    private final Calls calls = Calls.allowing(ONE_ADDRESS);

    @AfterEach
    void close() {
        calls.close();
        target.close();
        other.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsARedirectAndSaysWhereItLed(int status) throws Exception {
        // given
        target.answer("/old/a", Answer.status(status).with("Location", "../new?q=1"));
        target.answer("/new", Answer.body("here"));

        // when
        Answered answered = calls.answered(following(1, "GET", target.url("/old/a")));

        // then
        assertThat(answered.bodyPreview()).isEqualTo("here");
        assertThat(answered.redirects()).isEqualTo(1);
        assertThat(answered.finalUrl()).isEqualTo(target.url("/new?q=1"));
    }

    @Test
    void saysNothingOfRedirectsWhereThereWereNone() throws Exception {
        Answered answered = calls.answered(following(5, "GET", target.url("/")));
        assertThat(answered.redirects()).isZero();
        assertThat(answered.finalUrl()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "301, POST, GET, ''",
        "302, POST, GET, ''",
        "303, POST, GET, ''",
        "307, POST, POST, body",
        "308, POST, POST, body",
        "301, PUT, PUT, body",
        "302, PATCH, PATCH, body",
        "303, PUT, GET, ''",
        "303, DELETE, GET, ''",
        "302, DELETE, DELETE, body"
    })
    void keepsOrChangesTheMethodAsTheStatusSays(int status, String method, String then, String body) throws Exception {
        // given
        target.answer("/old", Answer.status(status).with("Location", "/new"));
        OutboundCall call = new OutboundCall(
                method,
                target.url("/old"),
                Map.of("Content-Type", "text/plain", "Content-Language", "en", "Accept", "text/css"),
                "body".getBytes(StandardCharsets.UTF_8),
                PATIENT);

        // when
        calls.answered(call.following(1, Sensitive.UNKNOWN));

        // then
        Received received = target.received("/new").get(0);
        assertThat(received.method()).isEqualTo(then);
        assertThat(received.body()).isEqualTo(body);
        assertThat(received.headers().containsKey("content-type")).isEqualTo(!body.isEmpty());
        assertThat(received.headers().containsKey("content-language")).isEqualTo(!body.isEmpty());
        assertThat(received.headers()).containsEntry("accept", "text/css");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.2:%d/x?token=1", "//127.0.0.2:%d/", "http://[::ffff:127.0.0.2]:%d/"})
    void refusesARedirectToAForbiddenAddress(String location) throws Exception {
        try (RawServer forbidden = RawServer.start("0.0.0.0", 0, RawServer.answering("HTTP/1.1 200 OK\r\n\r\n"))) {
            // given
            String there = String.format(location, forbidden.port());
            target.answer("/a", Answer.status(302).with("Location", "/b"));
            target.answer("/b", Answer.status(302).with("Location", there));

            // when
            String message = calls.failed(ErrorCode.BLOCKED_TARGET, following(5, "GET", target.url("/a")))
                    .message();

            // then
            assertThat(message).startsWith("redirect 2 to http://").contains("127.0.0.2 is not a public address");
            assertThat(message).doesNotContain("token");
            assertThat(forbidden.connections()).isZero();
        }
    }

    @Test
    void resolvesAndJudgesTheSameNameAgain() throws Exception {
        // given: a name whose second answer is a forbidden one
        AtomicInteger asked = new AtomicInteger();
        InetAddress first = InetAddress.getByName("127.0.0.1");
        InetAddress second = InetAddress.getByName("127.0.0.2");
        target.answer("/a", Answer.status(302).with("Location", "/b"));
        try (Calls rebinding = Calls.resolving(
                ONE_ADDRESS,
                name -> CompletableFuture.completedFuture(List.of(asked.incrementAndGet() == 1 ? first : second)))) {
            // when
            rebinding.failed(
                    ErrorCode.BLOCKED_TARGET, following(1, "GET", "http://name.example:" + target.port() + "/a"));

            // then
            assertThat(asked).hasValue(2);
            assertThat(target.received("/b")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1/", "http://user:pass@127.0.0.1/", "http://0x7f000001/", "http://a b/"})
    void refusesARedirectToWhatCannotBeCalled(String location) throws Exception {
        target.answer("/a", Answer.status(302).with("Location", location));
        assertThat(calls.failed(ErrorCode.INVALID_TARGET, following(1, "GET", target.url("/a")))
                        .message())
                .startsWith("redirect 1 to nowhere: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5})
    void answersWithTheLastRedirectWhenMoreCome(int most) throws Exception {
        // given: a circle
        target.answer("/a", Answer.status(307).with("Location", "/a"));

        // when
        Answered answered = calls.answered(following(most, "GET", target.url("/a")));

        // then
        assertThat(answered.status()).isEqualTo(307);
        assertThat(answered.redirects()).isEqualTo(most);
        assertThat(target.received("/a")).hasSize(most + 1);
    }

    @Test
    void takesARedirectWithoutAPlaceForAnAnswer() throws Exception {
        target.answer("/a", Answer.status(302));
        assertThat(calls.answered(following(5, "GET", target.url("/a"))).status())
                .isEqualTo(302);
    }

    @Test
    void keepsCredentialsAtTheSameOrigin() throws Exception {
        target.answer("/a", Answer.status(302).with("Location", target.url("/b")));
        calls.answered(withCredentials(1));
        HEADERS.forEach((name, value) ->
                assertThat(target.received("/b").get(0).headers()).containsEntry(name.toLowerCase(Locale.ROOT), value));
    }

    @Test
    void dropsCredentialsAtAnotherPortAndForGood() throws Exception {
        // given: there and back
        target.answer("/a", Answer.status(302).with("Location", other.url("/b")));
        other.answer("/b", Answer.status(302).with("Location", target.url("/c")));

        // when
        calls.answered(withCredentials(2));

        // then
        for (Received received :
                List.of(other.received("/b").get(0), target.received("/c").get(0))) {
            assertThat(received.headers())
                    .doesNotContainKeys("authorization", "cookie", "x-api-key", "x-tenant")
                    .containsEntry("x-plain", "plain")
                    .containsEntry("idempotency-key", "once");
        }
    }

    @Test
    void handsABodyThatCarriesASecretToNobodyElse() throws Exception {
        // given
        target.answer("/a", Answer.status(307).with("Location", other.url("/b")));
        OutboundCall call = new OutboundCall(
                "POST", target.url("/a"), Map.of(), "s3cret".getBytes(StandardCharsets.UTF_8), PATIENT);

        // when
        String message = calls.failed(ErrorCode.BLOCKED_TARGET, call.following(1, new Sensitive(Set.of(), true)))
                .message();

        // then
        assertThat(message).contains("redirect 1").contains("a body that carries a secret");
        assertThat(other.received("/b")).isEmpty();
    }

    @Test
    void endsAChainWithinTheTimeoutOfTheCall() throws Exception {
        // given
        Duration timeout = Duration.ofMillis(500);
        target.answer("/a", Answer.status(302).with("Location", "/b"));
        target.answer("/b", Answer.never());

        // when
        long before = System.nanoTime();
        calls.failed(ErrorCode.TIMEOUT, get(target.url("/a"), timeout).following(5, Sensitive.UNKNOWN));

        // then
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(timeout, timeout.plusSeconds(1));
    }

    private OutboundCall withCredentials(int redirects) {
        return new OutboundCall("GET", target.url("/a"), HEADERS, new byte[0], PATIENT)
                .following(redirects, Sensitive.headers(List.of("X-TENANT")));
    }

    private static OutboundCall following(int redirects, String method, String url) {
        return new OutboundCall(method, url, Map.of(), new byte[0], PATIENT).following(redirects, Sensitive.UNKNOWN);
    }
}
