package dev.belfry.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest(name = "{0} holds {1}: {2}")
    @CsvSource({
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, 0.0.0.0, true",
        "0.0.0.0/0, ::1, false",
        "0.0.0.0/0, ::ffff:1.2.3.4, true",
        "128.0.0.0/1, 127.255.255.255, false",
        "128.0.0.0/1, 128.0.0.0, true",
        "10.0.0.0/7, 11.255.255.255, true",
        "10.0.0.0/7, 12.0.0.0, false",
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/9, 10.127.255.255, true",
        "10.0.0.0/9, 10.128.0.0, false",
        "10.1.2.3/8, 10.9.9.9, true",
        "192.0.2.4/30, 192.0.2.3, false",
        "192.0.2.4/30, 192.0.2.4, true",
        "192.0.2.4/30, 192.0.2.7, true",
        "192.0.2.4/30, 192.0.2.8, false",
        "192.0.2.4/31, 192.0.2.5, true",
        "192.0.2.4/31, 192.0.2.6, false",
        "192.0.2.4/32, 192.0.2.4, true",
        "192.0.2.4/32, 192.0.2.5, false",
        "192.0.2.4, 192.0.2.4, true",
        "192.0.2.4, 192.0.2.5, false",
        "::/0, ffff::, true",
        "::/0, 1.2.3.4, false",
        "2000::/3, 3fff::, true",
        "2000::/3, 4000::, false",
        "2001:db8::/33, 2001:db8:7fff::, true",
        "2001:db8::/33, 2001:db8:8000::, false",
        "2001:db8::/127, 2001:db8::1, true",
        "2001:db8::/127, 2001:db8::2, false",
        "2001:db8::1/128, 2001:db8::1, true",
        "2001:db8::1/128, 2001:db8::2, false",
        "FD00::/8, fd00::1, true",
        "64:ff9b::10.0.0.0/104, 64:ff9b::10.1.2.3, true",
        "64:ff9b::10.0.0.0/104, 64:ff9b::11.0.0.0, false",
    })
    void holdsWhatSharesItsPrefix(String range, String address, boolean held) throws Exception {
        assertThat(Cidr.parse(range).contains(InetAddress.getByName(address))).isEqualTo(held);
    }

    /** Some of these the JDK would take to a resolver, which is why a name of this machine is among them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "/8",
                "localhost",
                "localhost/8",
                "example.com/8",
                "10/8",
                "10.0/8",
                "10.0.0/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/8/8",
                "10.0.0.0/8 ",
                "10.0.0.0 /8",
                "10.0.0.0/255.0.0.0",
                "10.0.0.0/a",
                "10.0.0.0/99999999999",
                "10.0.0.0/\u0668",
                "10.0.0.256/8",
                "10.0.0.999",
                "010.0.0.0/8",
                "10.0.0.00/8",
                "0x0a.0.0.0/8",
                "167772160/8",
                "10.0.0.0.0/8",
                "10.0.0.0-10.0.0.9",
                "10.0.0.*",
                ":/8",
                ":::/8",
                "::1::/8",
                "::/129",
                "::/",
                "fd00/8",
                "fe80::1%lo/64",
                "fe80::1%1",
                "[::1]/128",
                "::ffff:10.0.0.0/104",
                "::ffff:10.0.0.0/8",
                "::ffff:10.0.0.1",
                "::10.0.0.256/128",
                "::010.0.0.1/128",
                "12345::/16",
                "1:2:3:4:5:6:7:8:9/128"
            })
    void refusesWhatIsNoRangeAndSaysWhatIsExpected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.parse(text))
                .withMessage("'" + text + "' is not an address range; expected for example 10.0.0.0/8 or fd00::/8");
    }

    @Test
    void readsListsWithSpacesAndGaps() throws Exception {
        List<Cidr> ranges = Cidr.parseList(" 10.0.0.0/8 ,, ::1,\n192.168.0.0/16 ,");
        assertThat(ranges).hasSize(3);
        assertThat(ranges.get(2).contains(InetAddress.getByName("192.168.9.9"))).isTrue();
        assertThat(Cidr.parseList("")).isEmpty();
        assertThat(Cidr.parseList(" , ")).isEmpty();
    }

    @Test
    void namesTheBrokenEntryOfAList() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.parseList("10.0.0.0/8, none, ::1"))
                .withMessageStartingWith("'none' is not an address range");
    }
}
