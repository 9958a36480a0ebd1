package dev.belfry.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept",
                "accept",
                "X-Api-Key",
                "Authorization",
                "Content-Type",
                "User-Agent",
                "!#$%&'*+-.^_`|~1"
            })
    void permitsOrdinaryHeaders(String name) {
        assertThat(RequestHeaders.violation(name, "value")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "HOST",
                "host",
                "Content-Length",
                "content-length",
                "Transfer-Encoding",
                "Connection",
                "Upgrade",
                "TE",
                "Expect",
                "Keep-Alive",
                "Trailer",
                "Proxy-Authorization",
                "proxy-connection",
                "PROXY-X"
            })
    void refusesHeadersThatFrameTheMessageOrSteerTheConnection(String name) {
        assertThat(RequestHeaders.violation(name, "x")).hasValue("is set by the client itself and cannot be chosen");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                " Host",
                "Host ",
                "Host:",
                ":authority",
                "a\tb",
                "a\r\nb",
                "a\n",
                "a\0",
                "a\u007f",
                "a,b",
                "a;b",
                "a(b)",
                "a\"b",
                "a/b",
                "a@b",
                "a\\b",
                "a[b]",
                "a{b}",
                "a=b",
                "\u00fc",
                "\u212aelvin",
                "a\ud800"
            })
    void refusesWhatIsNoName(String name) {
        assertThat(RequestHeaders.violation(name, "x")).hasValue("is not a header name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "\u00e9\u00ff", "a, b; c=\"d\"", "Bearer abc.def-ghi_~+/="})
    void permitsTextInValues(String value) {
        assertThat(RequestHeaders.violation("X", value)).isEmpty();
    }

    @Test
    void refusesEveryControlCharacterButTheTab() {
        IntStream.concat(IntStream.range(0, 0x20), IntStream.of(0x7f))
                .filter(c -> c != '\t')
                .forEach(c -> assertThat(RequestHeaders.violation("X", "a" + (char) c + "b"))
                        .as("character %d", c)
                        .isPresent());
    }

    /** U+010A and U+010D lose their upper byte in careless encoders and become a line break. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0100", "\u010a\u010dX: y", "\u20ac", "\ud83d\ude00", "\u2028"})
    void refusesCharactersBeyondLatin1(String value) {
        assertThat(RequestHeaders.violation("X", value))
                .hasValue("must not hold control characters or characters beyond Latin-1");
    }
}
