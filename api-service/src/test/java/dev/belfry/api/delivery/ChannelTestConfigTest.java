package dev.belfry.api.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.embedded.testing.TestConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelTestConfigTest {

    @Test
    void theNameAndTheDefault() {
        assertThat(TestConfig.defaults(ChannelTestConfig.class).waitFor()).isEqualTo(Duration.ofSeconds(5));
        assertThat(TestConfig.of(ChannelTestConfig.class, Map.of("api.channel-test.wait-for", "1s"))
                        .waitFor())
                .isEqualTo(Duration.ofSeconds(1));
    }
}
