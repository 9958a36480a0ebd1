package dev.belfry.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeysTest {

    @Test
    void makesOneLineThatFitsIntoAnEnvironmentVariable() {
        assertThat(SecretKeys.generate()).startsWith("{").endsWith("}").matches("[!-~]+");
    }

    @Test
    void makesAnotherKeyEachTime() {
        assertThat(keyMaterial(SecretKeys.generate())).isNotEqualTo(keyMaterial(SecretKeys.generate()));
    }

    /** 32 bytes behind two of framing. */
    @Test
    void makesKeysOf256Bits() {
        byte[] framed = java.util.Base64.getDecoder().decode(keyMaterial(SecretKeys.generate()));
        assertThat(framed).hasSize(34).startsWith(0x1a, 32);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "null",
                "[]",
                "{}",
                "{",
                "1",
                "\"\"",
                "{\"key\":[]}",
                "{\"primaryKeyId\":1}",
                "{\"primaryKeyId\":1,\"key\":[]}",
                "{\"primaryKeyId\":1,\"key\":[{}]}",
                "{\"primaryKeyId\":1,\"key\":[null]}",
                "{\"primaryKeyId\":\"a\",\"key\":[{}]}"
            })
    void refusesWhatIsNoKeySetAndNamesTheSetting(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretBox.of(text))
                .withMessage("belfry.secret.keyset is not a key set in Tink's JSON format");
    }

    /** A key set broken while it was copied ends in a log, with causes and all. */
    @Test
    void tellsNothingOfABrokenKeySet() {
        String keyset = SecretKeys.generate();
        String material = keyMaterial(keyset);
        for (int cut = 0; cut < keyset.length(); cut++) {
            assertThat(report(keyset.substring(0, cut))).doesNotContain(material.substring(4, 16));
            assertThat(report(keyset.substring(0, cut) + "\u00e9" + keyset.substring(cut)))
                    .doesNotContain(material.substring(4, 12))
                    .doesNotContain(material.substring(material.length() - 12, material.length() - 4));
        }
    }

    private static String report(String keyset) {
        Throwable failure = catchThrowable(() -> SecretBox.of(keyset));
        if (failure == null) {
            return "";
        }
        assertThat(failure).isInstanceOf(IllegalArgumentException.class);
        StringWriter report = new StringWriter();
        failure.printStackTrace(new PrintWriter(report));
        return report.toString();
    }

    private static String keyMaterial(String keyset) {
        Matcher value = Pattern.compile("\"value\":\"([^\"]+)\"").matcher(keyset);
        assertThat(value.find()).isTrue();
        return value.group(1);
    }
}
