package dev.belfry.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.embedded.testing.TestConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamConfigTest {

    @Test
    void hasTheseNamesAndDefaults() {
        StreamConfig defaults = TestConfig.defaults(StreamConfig.class);

        assertThat(defaults.lookEvery()).isEqualTo(Duration.ofSeconds(1));
        assertThat(defaults.heartbeat()).isEqualTo(Duration.ofSeconds(15));
        assertThat(defaults.lateBy()).isEqualTo(Duration.ofSeconds(30));
        assertThat(defaults.stalledAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThat(defaults.maxPerWorkspace()).isEqualTo(20);
        assertThat(defaults.maxPerInstance()).isEqualTo(500);
        assertThat(TestConfig.of(StreamConfig.class, Map.of("api.stream.max-per-workspace", "1"))
                        .maxPerWorkspace())
                .isEqualTo(1);
    }
}
