package dev.belfry.api.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTokenTest {

    @Test
    void isReadBackForItsPurposeAlone() {
        AddressToken token = AddressToken.generate(Purpose.PING, new SecureRandom());

        assertThat(token.value()).matches("mping_[0-9A-Za-z]{24}");
        assertThat(AddressToken.parse(Purpose.PING, token.value())).contains(token);
        assertThat(AddressToken.parse(Purpose.BADGE, token.value())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "mping_", "mping_short", "mping_0000000000000000000000!0", "mping_0000000000000000000000000"
            })
    void whatCannotBeATokenIsNone(String text) {
        assertThat(AddressToken.parse(Purpose.PING, text)).isEmpty();
    }

    @Test
    void noTwoAreAlikeAndNoLogShowsOne() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            AddressToken token = AddressToken.generate(Purpose.BADGE, new SecureRandom());
            assertThat(seen.add(token.value())).isTrue();
            assertThat(token.toString()).isEqualTo("mbadge_...");
        }
    }
}
