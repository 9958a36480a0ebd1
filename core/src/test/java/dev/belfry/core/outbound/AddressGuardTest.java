package dev.belfry.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private static final AddressGuard PUBLIC_ONLY = new AddressGuard(List.of());

    @ParameterizedTest(name = "{0}: {1} ({2})")
    @CsvFileSource(resources = "addresses.csv", delimiter = '|')
    void permitsPublicAddressesOnly(String address, String verdict, String why) throws Exception {
        assertThat(PUBLIC_ONLY.refusal(InetAddress.getByName(address)).isEmpty())
                .as("%s: %s", address, why)
                .isEqualTo(verdict.equals("yes"));
    }

    @ParameterizedTest(name = "http://{0}/: {1} ({2})")
    @CsvFileSource(resources = "addresses.csv", delimiter = '|')
    void judgesAddressesInUrlsLikeResolvedOnes(String address, String verdict, String why) throws Exception {
        // given
        String host = address.contains(":") ? "[" + address + "]" : address;

        // when
        Optional<String> refusal = PUBLIC_ONLY.refusal(TargetUrl.parse("https://" + host + ":8443/path"));

        // then
        assertThat(refusal.isEmpty()).as("%s: %s", address, why).isEqualTo(verdict.equals("yes"));
    }

    @ParameterizedTest(name = "allowing {0}, {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    127.0.0.1/32              | 127.0.0.1              | yes
                    127.0.0.1                 | 127.0.0.1              | yes
                    127.0.0.1/32              | 127.0.0.2              | no
                    127.0.0.1/32              | ::ffff:127.0.0.1       | yes
                    127.0.0.1/32              | ::1                    | no
                    127.0.0.1/32              | 8.8.8.8                | yes
                    ::1                       | ::1                    | yes
                    ::1                       | 127.0.0.1              | no
                    10.0.0.0/8                | 10.255.0.1             | yes
                    10.0.0.0/8                | 64:ff9b::10.0.0.1      | no
                    10.0.0.0/8                | 2002:a00:1::           | no
                    10.0.0.0/8                | 192.168.0.1            | no
                    10.0.0.0/8,192.168.0.0/16 | 192.168.0.1            | yes
                    fd00::/8                  | fd12::1                | yes
                    fd00::/8                  | fc12::1                | no
                    64:ff9b::/96              | 64:ff9b::10.0.0.1      | yes
                    0.0.0.0/0                 | 169.254.169.254        | yes
                    0.0.0.0/0                 | fd00::1                | no
                    ::/0                      | fd00::1                | yes
                    ::/0                      | 10.0.0.1               | no
                    ::/0                      | ::ffff:10.0.0.1        | no
                    """)
    void permitsWhatTheOperatorAllows(String allowed, String address, String verdict) throws Exception {
        AddressGuard guard = new AddressGuard(Cidr.parseList(allowed));
        assertThat(guard.refusal(InetAddress.getByName(address)).isEmpty()).isEqualTo(verdict.equals("yes"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/",
                "http://LOCALHOST/",
                "http://LocalHost.:8080/",
                "https://db.localhost/",
                "https://a.b.LOCALHOST./"
            })
    void takesLocalhostForLoopback(String url) throws Exception {
        assertThat(PUBLIC_ONLY.refusal(TargetUrl.parse(url))).isPresent();
        assertThat(new AddressGuard(Cidr.parseList("127.0.0.0/8,::1")).refusal(TargetUrl.parse(url)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost.example/", "http://notlocalhost/", "http://internal/", "http://a.internal/"})
    void leavesOtherNamesToTheCall(String url) throws Exception {
        assertThat(PUBLIC_ONLY.refusal(TargetUrl.parse(url))).isEmpty();
    }

    /** The JDK makes an IPv4 address of a mapped one nearly everywhere; where a scope is given it does not. */
    @Test
    void refusesMappedAddressesThatTheJdkLeavesAsTheyAre() throws Exception {
        // given
        byte[] mapped = new byte[16];
        Arrays.fill(mapped, 10, 12, (byte) 0xff);
        mapped[12] = 127;
        mapped[15] = 1;

        // when
        InetAddress address = Inet6Address.getByAddress("innocent.example", mapped, 1);

        // then
        assertThat(address).isInstanceOf(Inet6Address.class);
        assertThat(PUBLIC_ONLY.refusal(address)).isPresent();
    }

    @Test
    void ignoresTheNameAnAddressCarries() throws UnknownHostException {
        InetAddress dressedUp = InetAddress.getByAddress("public.example", new byte[] {10, 0, 0, 1});
        assertThat(PUBLIC_ONLY.refusal(dressedUp))
                .hasValue("10.0.0.1 is not a public address; an operator may allow its range");
    }
}
