package dev.belfry.api.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.embedded.testing.TestConfig;
import dev.belfry.transport.http.OutboundConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTest {

    @Test
    void nothingPrivateMayBeCalledByDefault() {
        assertThat(TestConfig.defaults(OutboundConfig.class).allow()).isEmpty();
        assertThat(TestConfig.of(OutboundConfig.class, Map.of("belfry.outbound.allow", "127.0.0.0/8"))
                        .allow())
                .hasValue("127.0.0.0/8");
    }
}
