package dev.belfry.core.secret.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {

    private static final String VALUE = "s3cr\"et/va+l\u00fce?";
    private static final SecretMask MASK = SecretMask.of(Set.of(VALUE));

    @Test
    void hidesTheValueWhereverItStands() {
        assertThat(MASK.mask(VALUE + " and x" + VALUE + "x")).isEqualTo("*** and x***x");
        assertThat(MASK.mask("nothing of it")).isEqualTo("nothing of it");
    }

    @Test
    void hidesWhatPercentAndJsonEncodersMakeOfIt() {
        String percent = URLEncoder.encode(VALUE, StandardCharsets.UTF_8);
        String lowerCase = Pattern.compile("%..")
                .matcher(percent)
                .replaceAll(hex -> hex.group().toLowerCase(Locale.ROOT));

        assertThat(MASK.mask("q=" + percent)).isEqualTo("q=***");
        assertThat(MASK.mask("q=" + lowerCase)).isEqualTo("q=***");
        assertThat(MASK.mask("s3cr\\\"et/va+l\u00fce?")).isEqualTo("***");
        assertThat(MASK.mask("s3cr\\\"et\\/va+l\\u00fce?")).isEqualTo("***");
        assertThat(MASK.mask("s3cr\\\"et/va+l\\u00FCe?")).isEqualTo("***");
        assertThat(MASK.mask("s3cr\"et/va+l\uFFFDe?")).isEqualTo("***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "user:", "someone:"})
    void hidesItInBase64AtAnyOffset(String before) {
        String basic =
                Base64.getEncoder().encodeToString((before + VALUE + " and more").getBytes(StandardCharsets.UTF_8));
        String core = Base64.getEncoder().encodeToString(("xx" + VALUE).getBytes(StandardCharsets.UTF_8));

        String masked = MASK.mask(basic);

        assertThat(masked).contains("***").hasSizeLessThan(basic.length() - VALUE.length() + 4);
        assertThat(new String(
                        Base64.getMimeDecoder().decode(masked.substring(0, masked.indexOf('*'))),
                        StandardCharsets.UTF_8))
                .doesNotContain("s3");
        assertThat(MASK.mask(core)).contains("***");
    }

    /** As Go, .NET and PHP write JSON, browsers write URLs, pages write text, and anything repeats the bytes of a header. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "p@ss\\u0026word +\\u003c1234\\u003e/xyz'q\u00e9",
                "p@ss\\u0026word \\u002B\\u003C1234\\u003E/xyz\\u0027q\\u00E9",
                "p@ss\\u0026word +\\u003C1234\\u003E\\/xyz\\u0027q\\u00e9",
                "p%40ss%26word%20%2B%3C1234%3E%2Fxyz'q%C3%A9",
                "p@ss&word%20+%3C1234%3E/xyz'q%C3%A9",
                "p%40ss%26word%20%2b%3c1234%3e%2fxyz%27q%e9",
                "p@ss&amp;word +&lt;1234&gt;/xyz'q\u00e9",
                "p@ss&amp;word +&lt;1234&gt;/xyz&#39;q\u00e9",
                "cEBzcyZ3b3JkICs8MTIzND4veHl6J3Hp",
                "7040737326776f7264202b3c313233343e2f78797a2771e9"
            })
    void hidesWhatCommonProgramsMakeOfIt(String echoed) {
        assertThat(SecretMask.of(Set.of("p@ss&word +<1234>/xyz'q\u00e9")).mask("got " + echoed))
                .isEqualTo("got ***");
    }

    @Test
    void hidesTheUrlVariantOfBase64() {
        String value = "???>>>~~~";
        String encoded = Base64.getUrlEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));

        assertThat(encoded).containsAnyOf("-", "_");
        assertThat(SecretMask.of(Set.of(value)).mask("t=" + encoded)).isEqualTo("t=***");
    }

    @Test
    void hidesThePartThatACutHasLeft() {
        SecretMask mask = SecretMask.of(Set.of("topsecret"));

        assertThat(mask.maskCut("echo: topsec")).isEqualTo("echo: ***");
        assertThat(mask.mask("echo: topsec")).isEqualTo("echo: topsec");
    }

    @Test
    void leavesNothingOfValuesThatOverlap() {
        assertThat(SecretMask.of(List.of("abcdef", "defghi")).mask("-abcdefghi-"))
                .isEqualTo("-***-");
        assertThat(SecretMask.of(Set.of("abab")).mask("ababab")).isEqualTo("***");
        assertThat(SecretMask.of(Set.of("aabc")).mask("aaabc")).isEqualTo("a***");
    }

    @Test
    void aShortValueIsHiddenOnlyWhereItStandsAlone() {
        SecretMask mask = SecretMask.of(Set.of("abc"));

        assertThat(mask.mask(" abc\n")).isEqualTo("***");
        assertThat(mask.mask("{\"key\":\"abc\"}")).isEqualTo("{\"key\":***}");
        assertThat(mask.mask("the abc of it")).isEqualTo("the abc of it");
        assertThat(SecretMask.of(Set.of("")).mask("anything \"\"")).isEqualTo("anything \"\"");
    }

    @Test
    void hidesItInTextsKeysAndNumbersOfJson() {
        SecretMask mask = SecretMask.of(Set.of("123456"));

        assertThat(mask.maskJson(Map.of("a123456", Arrays.asList("x 123456", 123456, 12, true, null))))
                .isEqualTo(Map.of("a***", Arrays.asList("x ***", "***", 12, true, null)));
    }

    @Test
    void takesTimeInProportionToTheTextHoweverOftenTheValueRepeatsItself() {
        SecretMask mask = SecretMask.of(Set.of("a".repeat(32_000)));

        assertThat(mask.mask("a".repeat(64_000) + "b" + "a".repeat(31_999))).isEqualTo("***b" + "a".repeat(31_999));
    }

    @Test
    void aLongValueCostsNothingInTextsThatAreShorter() {
        assertTimeout(Duration.ofSeconds(10), () -> {
            SecretMask mask = SecretMask.of(Set.of("%\u00e9".repeat(32_000)));
            for (int i = 0; i < 50_000; i++) {
                assertThat(mask.mask("no-cache")).isEqualTo("no-cache");
            }
        });
    }

    @Test
    void neverTellsTheValue() {
        assertThat(MASK).asString().doesNotContain("s3cr");
    }
}
