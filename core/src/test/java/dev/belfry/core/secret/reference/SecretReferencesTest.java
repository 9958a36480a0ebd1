package dev.belfry.core.secret.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretReferencesTest {

    @Test
    void findsEveryNameOnce() {
        assertThat(SecretReferences.names("Bearer secret://b, secret://a.b-c_9 and secret://b"))
                .containsExactly("a.b-c_9", "b");
        assertThat(SecretReferences.names("secret:// SECRET://a secret:/a")).isEmpty();
    }

    @Test
    void aNameIsTheLongestRunOfItsCharacters() {
        assertThat(SecretReferences.names("secret://key.")).containsExactly("key.");
        assertThat(SecretReferences.names("secret://" + "n".repeat(128))).containsExactly("n".repeat(128));
        assertThat(SecretReferences.names("secret://" + "n".repeat(129))).isEmpty();
    }

    @Test
    void putsValuesInAndLeavesTheRestAsItStands() {
        assertThat(SecretReferences.resolve("Bearer secret://a secret://gone", Map.of("a", "$1\\{{uuid}}secret://a")))
                .isEqualTo("Bearer $1\\{{uuid}}secret://a secret://gone");
    }
}
