package dev.belfry.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlReferenceTest {

    /** The examples of RFC 3986, sections 5.4.1 and 5.4.2, with a path for what has none. */
    @ParameterizedTest
    @CsvSource({
        "g, http://a/b/c/g",
        "./g, http://a/b/c/g",
        "g/, http://a/b/c/g/",
        "/g, http://a/g",
        "//g, http://g/",
        "?y, http://a/b/c/d;p?y",
        "g?y, http://a/b/c/g?y",
        "#s, http://a/b/c/d;p?q",
        "g#s, http://a/b/c/g",
        "g?y#s, http://a/b/c/g?y",
        ";x, http://a/b/c/;x",
        "'', http://a/b/c/d;p?q",
        "., http://a/b/c/",
        "./, http://a/b/c/",
        ".., http://a/b/",
        "../, http://a/b/",
        "../g, http://a/b/g",
        "../.., http://a/",
        "../../g, http://a/g",
        "../../../g, http://a/g",
        "/./g, http://a/g",
        "/../g, http://a/g",
        "g., http://a/b/c/g.",
        "..g, http://a/b/c/..g",
        "./../g, http://a/b/g",
        "g;x=1/../y, http://a/b/c/y",
        "g?y/../x, http://a/b/c/g?y/../x",
        "https://other/x, https://other/x",
        "HTTP://other, http://other/"
    })
    void resolvesTheExamplesOfItsStandard(String reference, String expected) throws Exception {
        assertThat(TargetUrl.parse("http://a/b/c/d;p?q").resolve(reference).text())
                .isEqualTo(expected);
    }

    @Test
    void keepsThePortOfARelativeReference() throws Exception {
        assertThat(TargetUrl.parse("https://[fd00::1]:8443/a").resolve("b").text())
                .isEqualTo("https://[fd00::1]:8443/b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a/",
                "http:g",
                "file:///etc/passwd",
                "http://user@a/",
                "//0x7f000001/",
                "/a b",
                "javascript:1"
            })
    void refusesWhatCannotBeCalled(String reference) throws Exception {
        TargetUrl base = TargetUrl.parse("http://a/b");
        assertThatThrownBy(() -> base.resolve(reference)).isInstanceOf(InvalidTargetException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://a/x, http://A:80/y, true",
        "http://a/, https://a/, false",
        "http://a/, http://a:81/, false",
        "http://a/, http://b.a/, false",
        "https://a:443/, https://a/, true"
    })
    void comparesOrigins(String one, String other, boolean same) throws Exception {
        assertThat(TargetUrl.parse(one).hasSameOrigin(TargetUrl.parse(other))).isEqualTo(same);
    }
}
