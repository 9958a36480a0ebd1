package dev.belfry.core.outbound;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** A range of addresses in CIDR notation, such as {@code 10.0.0.0/8} or {@code fd00::/8}. */
public final class Cidr {

    private final byte[] network;
    private final int prefixLength;

    private Cidr(byte[] network, int prefixLength) {
        this.network = network;
        this.prefixLength = prefixLength;
    }

    /**
     * Reads one range; an address without a prefix length stands for itself. A mapped IPv4 address (::ffff:1.2.3.4) is
     * none: its prefix length would count other bits than it says.
     *
     * @throws IllegalArgumentException naming the text and what is expected
     */
    public static Cidr parse(String text) {
        String[] parts = text.split("/", -1);
        byte[] network =
                AddressLiteral.parse(parts[0]).map(InetAddress::getAddress).orElseThrow(() -> notARange(text));
        boolean mapped = parts[0].contains(":") && network.length == 4;
        if (mapped || parts.length > 2) {
            throw notARange(text);
        }
        int bits = network.length * 8;
        if (parts.length == 1) {
            return new Cidr(network, bits);
        }
        if (!parts[1].matches("\\d{1,3}") || Integer.parseInt(parts[1]) > bits) {
            throw notARange(text);
        }
        return new Cidr(network, Integer.parseInt(parts[1]));
    }

    /** Reads ranges separated by commas; an empty text gives an empty list. */
    public static List<Cidr> parseList(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(Cidr::parse)
                .toList();
    }

    /** Whether the address lies in the range; never across address families. */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((bytes[bit / 8] ^ network[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException notARange(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is not an address range; expected for example 10.0.0.0/8 or fd00::/8");
    }
}
