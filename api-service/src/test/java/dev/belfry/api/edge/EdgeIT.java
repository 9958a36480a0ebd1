package dev.belfry.api.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.embedded.testing.ServersResource;
import dev.belfry.fuzz.verdict.Judge;
import dev.belfry.fuzz.wire.Answer;
import dev.belfry.fuzz.wire.Readability;
import dev.belfry.fuzz.wire.Sent;
import dev.belfry.fuzz.wire.Wire;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP itself refuses is refused in the error shape. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class EdgeIT {

    private static final String HOST = "Host: x\r\n";

    @TestHTTPResource("/")
    URI api;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/jobs/%zz HTTP/1.1\r\n" + HOST,
                "GET /v1/jobs/% HTTP/1.1\r\n" + HOST,
                "GET /v1/jobs?q=%zz HTTP/1.1\r\n" + HOST,
                "GET /v1/jobs/\u0001 HTTP/1.1\r\n" + HOST,
                "GET http://[/v1/jobs HTTP/1.1\r\n" + HOST,
                "GET /v1/jobs HTTP/1.1\r\n",
                "GET /v1/jobs HTTP/1.1\r\nHost: a b\r\n",
                "GET /v1/jobs HTTP/1.1\r\nHost: a:99999999\r\n",
                "GET /v1/jobs HTTP/1.1\r\n" + HOST + "Host: y\r\n",
                "GET /v1/jobs HTTP/9.9\r\n" + HOST,
                "GET /v1/jobs HTTX/1.1\r\n" + HOST,
                "POST /v1/auth/login HTTP/1.1\r\n" + HOST + "Transfer-Encoding: gzip, chunked\r\n",
                "POST /v1/auth/login HTTP/1.1\r\n" + HOST + "Transfer-Encoding: identity\r\n",
            })
    void brokenRequestsAreTheClientsMistake(String head) throws IOException {
        assertRefused(head, 400, "validation_error");
    }

    @ParameterizedTest
    @CsvSource({"GET v1/jobs", "GET *", "OPTIONS *", "CONNECT example.com:80"})
    void whatIsNoPathIsNotFound(String line) throws IOException {
        assertRefused(line + " HTTP/1.1\r\n" + HOST, 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(ints = {16_500, 60_000})
    void headersThatAreTooLargeAreToldInTheErrorShape(int size) throws IOException {
        String head = "GET /v1/jobs HTTP/1.1\r\n" + HOST + "X: " + "x".repeat(size) + "\r\n";
        assertRefused(head, 431, "headers_too_large");
    }

    /** Whoever waits for a proxy's blessing must not get past its rules by another protocol on the same connection. */
    @Test
    void noOtherProtocolTakesTheConnectionOver() throws IOException {
        String head = "GET /v1/jobs HTTP/1.1\r\n" + HOST
                + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n";
        assertRefused(head, 401, "unauthorized");
    }

    /** What follows a body whose end nobody knows may have been smuggled past a proxy: it is no request. */
    @Test
    void nothingBehindABodyOfUnknownEndIsTakenForARequest() throws IOException {
        String smuggled = "GET /v1/nope HTTP/1.1\r\n" + HOST + "\r\n";
        String head = "POST /v1/auth/login HTTP/1.1\r\n" + HOST + "Transfer-Encoding: xchunked\r\n\r\n";
        try (Socket socket = new Socket(api.getHost(), api.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((head + smuggled).getBytes(StandardCharsets.US_ASCII));

            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(all).startsWith("HTTP/1.1 400 ").doesNotContain(" 404 ").containsOnlyOnce("HTTP/1.1");
        }
    }

    private void assertRefused(String head, int status, String code) throws IOException {
        try (Wire wire = new Wire(api)) {
            Sent sent = Sent.raw("edge", head + "\r\n", Readability.READABLE);
            Answer answer = wire.exchange(sent);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text()).startsWith("{\"error\":{\"code\":\"" + code + "\"");
            assertThat(Judge.flaw(sent, answer)).isEmpty();
        }
    }
}
