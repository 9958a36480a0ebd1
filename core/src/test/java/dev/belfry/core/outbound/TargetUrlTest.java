package dev.belfry.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class TargetUrlTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    http://example.com                | http  | example.com      | 80    | /           | example.com
                    https://example.com               | https | example.com      | 443   | /           | example.com
                    HTTPS://EXAMPLE.com/A             | https | example.com      | 443   | /A          | example.com
                    http://example.com.               | http  | example.com      | 80    | /           | example.com
                    http://example.com:/              | http  | example.com      | 80    | /           | example.com
                    http://example.com:80/            | http  | example.com      | 80    | /           | example.com
                    http://example.com:443/           | http  | example.com      | 443   | /           | example.com:443
                    https://example.com:443/          | https | example.com      | 443   | /           | example.com
                    https://example.com:80/           | https | example.com      | 80    | /           | example.com:80
                    http://example.com:1/             | http  | example.com      | 1     | /           | example.com:1
                    http://example.com:65535/         | http  | example.com      | 65535 | /           | example.com:65535
                    http://example.com:00080/         | http  | example.com      | 80    | /           | example.com
                    http://example.com?a=b            | http  | example.com      | 80    | /?a=b       | example.com
                    http://example.com/?              | http  | example.com      | 80    | /?          | example.com
                    http://example.com/a?b=c&d=%20+e  | http  | example.com      | 80    | /a?b=c&d=%20+e | example.com
                    http://example.com/a#b            | http  | example.com      | 80    | /a          | example.com
                    http://example.com#/b@c           | http  | example.com      | 80    | /           | example.com
                    http://example.com/@b             | http  | example.com      | 80    | /@b         | example.com
                    http://example.com//a             | http  | example.com      | 80    | //a         | example.com
                    http://example.com/../a/./b       | http  | example.com      | 80    | /../a/./b   | example.com
                    http://example.com/%2e%2E/%00     | http  | example.com      | 80    | /%2e%2E/%00 | example.com
                    http://example.com/?a=[1]         | http  | example.com      | 80    | /?a=[1]     | example.com
                    http://example.com/http://b/      | http  | example.com      | 80    | /http://b/  | example.com
                    http://single/                    | http  | single           | 80    | /           | single
                    http://3com/                      | http  | 3com             | 80    | /           | 3com
                    http://1.example/                 | http  | 1.example        | 80    | /           | 1.example
                    http://xn--bcher-kva.example/     | http  | xn--bcher-kva.example | 80 | /         | xn--bcher-kva.example
                    http://127.0.0.1:8080/            | http  | 127.0.0.1        | 8080  | /           | 127.0.0.1:8080
                    http://255.255.255.255/           | http  | 255.255.255.255  | 80    | /           | 255.255.255.255
                    http://[::1]/                     | http  | ::1              | 80    | /           | [::1]
                    https://[2001:DB8::A]:8443/       | https | 2001:db8::a      | 8443  | /           | [2001:db8::a]:8443
                    http://[::ffff:1.2.3.4]/          | http  | ::ffff:1.2.3.4   | 80    | /           | [::ffff:1.2.3.4]
                    """)
    void takesUrlsApart(String text, String scheme, String host, int port, String uri, String authority)
            throws Exception {
        TargetUrl url = TargetUrl.parse(text);
        assertThat(url).isEqualTo(new TargetUrl(scheme, host, port, uri));
        assertThat(url.authority()).isEqualTo(authority);
        assertThat(url.isTls()).isEqualTo(scheme.equals("https"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "refused-urls.csv", delimiter = '|', ignoreLeadingAndTrailingWhitespace = false)
    void refusesWhatTwoProgramsCouldReadDifferently(String text, String reason) {
        assertThatExceptionOfType(InvalidTargetException.class)
                .isThrownBy(() -> TargetUrl.parse(unescaped(text)))
                .withMessageContaining(reason);
    }

    /** Normalizing would make U+1FEF a backtick, which no URL may hold, and U+037E a semicolon. */
    @ParameterizedTest(name = "{0} is sent as {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    /\\u00fc?\\u00fc=1 | /%C3%BC?%C3%BC=1
                    /e\\u0301          | /e%CC%81
                    /\\u1fef           | /%E1%BF%AF
                    /\\u037e           | /%CD%BE
                    /\\ud83d\\ude00    | /%F0%9F%98%80
                    /\\u010a\\u010d    | /%C4%8A%C4%8D
                    """)
    void sendsOtherScriptsPercentEncoded(String written, String sent) throws Exception {
        assertThat(TargetUrl.parse("http://example.com" + unescaped(written)).uri())
                .isEqualTo(sent);
    }

    @Test
    void acceptsUrlsUpToTheLimitAndNotBeyond() throws Exception {
        String longest = "http://example.com/" + "a".repeat(TargetUrl.MAX_LENGTH - "http://example.com/".length());
        assertThat(TargetUrl.parse(longest).uri()).hasSize(2048 - "http://example.com".length());
        assertThatExceptionOfType(InvalidTargetException.class)
                .isThrownBy(() -> TargetUrl.parse(longest + "a"))
                .withMessage("the URL is longer than 2048 characters");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "http://127.0.0.1/, 127.0.0.1",
        "http://[::1]/, ::1",
        "http://[::ffff:7f00:1]/, 127.0.0.1",
        "http://example.com/, ",
        "http://1.example/, ",
        "http://dead.beef/, ",
    })
    void knowsAddressesWithoutAsking(String url, String address) throws Exception {
        assertThat(TargetUrl.parse(url).literalAddress())
                .isEqualTo(address == null ? Optional.empty() : Optional.of(InetAddress.getByName(address)));
    }

    /** Whatever arrives is either taken apart or refused; nothing else may come out. */
    @Test
    void neverFailsInAnotherWay() {
        Random random = new Random(20260101);
        String[] parts = {
            "http",
            "https",
            ":",
            "//",
            "/",
            "[",
            "]",
            "::",
            ":",
            ".",
            "@",
            "%",
            "%41",
            "?",
            "#",
            "0",
            "1",
            "255",
            "256",
            "0x",
            "a",
            "example",
            "127.0.0.1",
            "ffff",
            "99999999999",
            "localhost",
            "\\",
            " ",
            "\n",
            "\0",
            "\u00fc",
            "\ud800",
            "\udc00",
            "\u1fef",
            "\u3002",
            "\uffff",
            "-",
            "_",
            "~",
            "|",
            "^",
            "`",
            "{",
            "\"",
            "<"
        };
        for (int i = 0; i < 30_000; i++) {
            StringBuilder text =
                    new StringBuilder(random.nextBoolean() ? "http://" : random.nextBoolean() ? "http://[" : "");
            for (int length = random.nextInt(9); length >= 0; length--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            assertThat(isTakenApartOrRefused(text.toString())).as("%s", text).isTrue();
        }
    }

    private static boolean isTakenApartOrRefused(String text) {
        try {
            TargetUrl url = TargetUrl.parse(text);
            boolean isName = url.host().matches("[a-z0-9.-]+") && !url.host().matches("(.*\\.)?(\\d+|0x[0-9a-f]*)");
            return url.uri().matches("/[!-~]*")
                    && url.port() > 0
                    && (isName || url.literalAddress().isPresent());
        } catch (InvalidTargetException e) {
            return !e.getMessage().isBlank();
        }
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\\') {
                plain.append(text.charAt(i));
                continue;
            }
            char mark = text.charAt(++i);
            if (mark == 'u') {
                plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                plain.append("\t\r\n\0\\".charAt("trn0b".indexOf(mark)));
            }
        }
        return plain.toString();
    }
}
