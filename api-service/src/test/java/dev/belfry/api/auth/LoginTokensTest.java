package dev.belfry.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belfry.embedded.testing.TestConfig;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoginTokensTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final LoginTokens tokens = tokens(KEY, Clock.systemUTC());
    private final Login login =
            new Login(UUID.randomUUID(), new WorkspaceId(UUID.randomUUID()), Role.ADMIN, 1_795_000_000_123_456L);

    @Test
    void readsWhatItWrote() {
        assertThat(tokens.read(tokens.write(login))).contains(login);
    }

    @Test
    void namesUserWorkspaceAndRoleForTheClient() {
        String claims =
                new String(Base64.getUrlDecoder().decode(tokens.write(login).split("\\.")[1]), StandardCharsets.UTF_8);

        assertThat(claims)
                .contains(login.user().toString())
                .contains(login.workspace().value().toString())
                .contains("\"role\":\"admin\"");
    }

    @Test
    void holdsForSevenDays() {
        Clock almost = Clock.offset(Clock.systemUTC(), Duration.ofDays(-7).plusMinutes(5));
        Clock over = Clock.offset(Clock.systemUTC(), Duration.ofDays(-7).minusMinutes(5));

        assertThat(tokens.read(tokens(KEY, almost).write(login))).isPresent();
        assertThat(tokens.read(tokens(KEY, over).write(login))).isEmpty();
    }

    @Test
    void believesNoOtherKeyAndNoOtherAlgorithm() {
        String foreign =
                tokens("another key of thirty-two bytes!", Clock.systemUTC()).write(login);
        String[] parts = tokens.write(login).split("\\.");
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"typ\":\"JWT\",\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(tokens.read(foreign)).isEmpty();
        assertThat(tokens.read(none + "." + parts[1] + ".")).isEmpty();
        assertThat(tokens.read(parts[0] + "." + parts[1] + "x." + parts[2])).isEmpty();
        assertThat(tokens.read("")).isEmpty();
    }

    @Test
    void aKeyThatIsMissingOrTooShortIsNamed() {
        assertThatThrownBy(() -> TestConfig.defaults(LoginConfig.class)).hasMessageContaining("belfry.auth.jwt-key");
        assertThatThrownBy(() -> tokens("short", Clock.systemUTC()))
                .hasMessageContaining("belfry.auth.jwt-key")
                .hasMessageContaining("32");
    }

    @Test
    void verificationIsOffByDefault() {
        assertThat(TestConfig.of(LoginConfig.class, Map.of("belfry.auth.jwt-key", KEY))
                        .emailVerification())
                .isFalse();
    }

    private static LoginTokens tokens(String key, Clock clock) {
        return new LoginTokens(TestConfig.of(LoginConfig.class, Map.of("belfry.auth.jwt-key", key)), clock);
    }
}
