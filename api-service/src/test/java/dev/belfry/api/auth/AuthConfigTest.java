package dev.belfry.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.embedded.testing.TestConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthConfigTest {

    @Test
    void aGoodTokenIsRememberedForFiveSecondsAndItsUseWrittenEveryTen() {
        assertThat(TestConfig.defaults(AuthConfig.class).cacheFor()).isEqualTo(Duration.ofSeconds(5));
        assertThat(TestConfig.of(AuthConfig.class, Map.of("api.auth.cache-for", "1m"))
                        .cacheFor())
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(TestConfig.defaults(AuthConfig.class).writeUsesEvery()).isEqualTo(Duration.ofSeconds(10));
    }
}
