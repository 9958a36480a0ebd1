package dev.belfry.api.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belfry.embedded.testing.TestConfig;
import dev.belfry.transport.http.OutboundConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTest {

    @Test
    void theKeySetIsRequired() {
        assertThat(TestConfig.of(SecretConfig.class, Map.of("belfry.secret.keyset", "{}"))
                        .keyset())
                .isEqualTo("{}");
        assertThatThrownBy(() -> TestConfig.defaults(SecretConfig.class)).hasMessageContaining("belfry.secret.keyset");
    }

    @Test
    void nothingPrivateMayBeCalledByDefault() {
        assertThat(TestConfig.defaults(OutboundConfig.class).allow()).isEmpty();
        assertThat(TestConfig.of(OutboundConfig.class, Map.of("belfry.outbound.allow", "127.0.0.0/8"))
                        .allow())
                .hasValue("127.0.0.0/8");
    }
}
