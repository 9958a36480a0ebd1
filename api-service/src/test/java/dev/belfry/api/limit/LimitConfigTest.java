package dev.belfry.api.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belfry.embedded.testing.TestConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitConfigTest {

    @Test
    void limitsAreOnAndHaveDefaults() {
        LimitConfig config = TestConfig.defaults(LimitConfig.class);

        assertThat(config.enabled()).isEqualTo(LimitConfig.Switch.ON);
        assertThat(config.token()).isEqualTo(new Limit("token", 600, Duration.ofMinutes(1)));
        assertThat(config.address()).isEqualTo(new Limit("address", 600, Duration.ofMinutes(1)));
        assertThat(config.login()).isEqualTo(new Limit("login", 60, Duration.ofHours(1)));
        assertThat(config.ping()).isEqualTo(new Limit("ping", 60, Duration.ofMinutes(1)));
    }

    @Test
    void eachOfThemCanBeSetAndAllOfThemMultiplied() {
        LimitConfig config = TestConfig.of(
                LimitConfig.class,
                Map.of(
                        "belfry.rate-limit", "off",
                        "belfry.rate-limit.token-per-minute", "7",
                        "belfry.rate-limit.address-per-minute", "8",
                        "belfry.rate-limit.login-per-hour", "9",
                        "belfry.rate-limit.ping-per-minute", "6",
                        "belfry.rate-limit.times", "10"));

        assertThat(config.enabled()).isEqualTo(LimitConfig.Switch.OFF);
        assertThat(config.token().requests()).isEqualTo(70);
        assertThat(config.address().requests()).isEqualTo(80);
        assertThat(config.login().requests()).isEqualTo(90);
        assertThat(config.ping().requests()).isEqualTo(60);
    }

    @Test
    void nothingButOnAndOffSwitchesThem() {
        assertThatThrownBy(() -> TestConfig.of(LimitConfig.class, Map.of("belfry.rate-limit", "of")))
                .hasMessageContaining("belfry.rate-limit");
    }
}
