package dev.belfry.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belfry.core.outbound.AddressGuard;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundConfigTest {

    @Test
    void allowsNothingButPublicAddressesByDefault() throws Exception {
        OutboundConfig config = new SmallRyeConfigBuilder()
                .withMapping(OutboundConfig.class)
                .build()
                .getConfigMapping(OutboundConfig.class);
        assertThat(config.allow()).isEmpty();
        assertThat(permits(config, "127.0.0.1")).isFalse();
        assertThat(permits(config, "8.8.8.8")).isTrue();
    }

    @Test
    void allowsTheRangesOfBelfryOutboundAllow() throws Exception {
        OutboundConfig config = config("127.0.0.0/8, ::1");
        assertThat(permits(config, "127.0.0.1")).isTrue();
        assertThat(permits(config, "::1")).isTrue();
        assertThat(permits(config, "10.0.0.1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ","})
    void takesAnEmptyListForNone(String allow) throws Exception {
        assertThat(permits(config(allow), "127.0.0.1")).isFalse();
    }

    @Test
    void refusesWhatIsNoRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("10.0.0.0/8,everything").guard())
                .withMessageStartingWith("'everything' is not an address range");
    }

    private static OutboundConfig config(String allow) {
        return new SmallRyeConfigBuilder()
                .withMapping(OutboundConfig.class)
                .withDefaultValue("belfry.outbound.allow", allow)
                .build()
                .getConfigMapping(OutboundConfig.class);
    }

    private static boolean permits(OutboundConfig config, String address) throws Exception {
        AddressGuard guard = config.guard();
        return guard.refusal(InetAddress.getByName(address)).isEmpty();
    }
}
