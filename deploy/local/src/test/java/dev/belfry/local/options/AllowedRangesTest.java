package dev.belfry.local.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedRangesTest {

    @Test
    void becomesOneSettingForTheServices() {
        assertThat(AllowedRanges.parse("10.0.0.0/8, fd00::/8").toSetting()).isEqualTo("10.0.0.0/8,fd00::/8");
    }

    @Test
    void allowsNothingWhenToldNone() {
        assertThat(AllowedRanges.parse("none").toSetting()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "255.255.255.255/32", "::/0", "::1/128", "10.0.0.1"})
    void takesAnyLiteralRange(String range) {
        assertThat(AllowedRanges.parse(range).ranges()).containsExactly(range);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0/8",
                "256.0.0.0/8",
                "::1/129",
                ":::/8",
                "fd00:/8",
                "localhost/8",
                "a.b/8",
                "10.0.0.0/8,",
                "10.0.0.0/8,none",
                "10.0.0.0/8 ::1/128",
                "::ffff:10.0.0.0/104"
            })
    void refusesWhatIsNoRange(String text) {
        assertThatThrownBy(() -> AllowedRanges.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--allow: ")
                .hasMessageContaining("is not an address range");
    }
}
