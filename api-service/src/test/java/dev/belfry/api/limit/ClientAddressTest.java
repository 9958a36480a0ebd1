package dev.belfry.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientAddressTest {

    @Test
    void eachIpv4AddressIsAClient() {
        assertThat(ClientAddress.of("192.0.2.1", null)).containsExactly(192, 0, 2, 1);
        assertThat(ClientAddress.of("192.0.2.2", null)).isNotEqualTo(ClientAddress.of("192.0.2.1", null));
    }

    @Test
    void allAddressesOfAnIpv6NetworkAreOneClient() {
        assertThat(ClientAddress.of("2001:db8:1:2:ffff::1", null))
                .hasSize(8)
                .isEqualTo(ClientAddress.of("2001:db8:1:2::9", null))
                .isNotEqualTo(ClientAddress.of("2001:db8:1:3::9", null));
        assertThat(ClientAddress.of("fe80::1%eth0", null)).hasSize(8);
    }

    @Test
    void aClientThatAProxyOnlyNamesIsKnownByItsName() {
        assertThat(ClientAddress.of(null, "_hidden")).asString().isEqualTo("_hidden");
    }
}
