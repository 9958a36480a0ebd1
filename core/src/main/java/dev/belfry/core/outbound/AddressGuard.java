package dev.belfry.core.outbound;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decides which addresses may be called: public ones, and what the operator allowed.
 *
 * <p>Sources: the IANA special-purpose registries for IPv4 (RFC 6890 and its successors) and IPv6. IPv6 is a list of
 * what is permitted (global unicast, 2000::/3) with its special ranges taken out, so that a range assigned tomorrow is
 * refused until somebody looks at it. Immutable and safe for any number of threads.
 */
public final class AddressGuard {

    private static final List<Cidr> FORBIDDEN_IPV4 = List.of(
            Cidr.parse("0.0.0.0/8"), // this network
            Cidr.parse("10.0.0.0/8"), // private
            Cidr.parse("100.64.0.0/10"), // carrier-grade NAT
            Cidr.parse("127.0.0.0/8"), // loopback
            Cidr.parse("168.63.129.16"), // Azure's platform: answers from inside only, although its number is public
            Cidr.parse("169.254.0.0/16"), // link-local, cloud metadata
            Cidr.parse("172.16.0.0/12"), // private
            Cidr.parse("192.0.0.0/24"), // protocol assignments
            Cidr.parse("192.0.2.0/24"), // documentation
            Cidr.parse("192.88.99.0/24"), // 6to4 relays, withdrawn
            Cidr.parse("192.168.0.0/16"), // private
            Cidr.parse("198.18.0.0/15"), // benchmarking
            Cidr.parse("198.51.100.0/24"), // documentation
            Cidr.parse("203.0.113.0/24"), // documentation
            Cidr.parse("224.0.0.0/3")); // multicast, reserved, broadcast

    private static final Cidr GLOBAL_UNICAST = Cidr.parse("2000::/3");
    private static final List<Cidr> FORBIDDEN_IPV6 = List.of(
            Cidr.parse("2001::/23"), // protocol assignments: Teredo, ORCHID, benchmarking
            Cidr.parse("2001:db8::/32"), // documentation
            Cidr.parse("2002::/16"), // 6to4: carries an IPv4 address of anybody's choice
            Cidr.parse("3fff::/20")); // documentation

    /** Carries an IPv4 address in its last 32 bits (RFC 6052). */
    private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");

    private static final String ADVICE = "; an operator may allow its range";

    private final List<Cidr> allowed;

    /** A guard that permits public addresses and these ranges. */
    public AddressGuard(List<Cidr> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** Why the address may not be called, or nothing when it may. */
    public Optional<String> refusal(InetAddress address) {
        if (allowed.stream().anyMatch(range -> range.contains(address)) || isPublic(address)) {
            return Optional.empty();
        }
        return Optional.of(address.getHostAddress() + " is not a public address" + ADVICE);
    }

    /**
     * Why the URL can be refused without resolving its name, or nothing. A name is only judged when the call is made;
     * {@code localhost} and the names below it are loopback by definition (RFC 6761).
     */
    public Optional<String> refusal(TargetUrl url) {
        if (url.isLocalhost()) {
            return refusal(InetAddress.getLoopbackAddress());
        }
        return url.literalAddress().flatMap(this::refusal);
    }

    private static boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return noneContains(FORBIDDEN_IPV4, address);
        }
        if (NAT64.contains(address)) {
            return noneContains(FORBIDDEN_IPV4, embeddedIpv4((Inet6Address) address));
        }
        return GLOBAL_UNICAST.contains(address) && noneContains(FORBIDDEN_IPV6, address);
    }

    private static boolean noneContains(List<Cidr> ranges, InetAddress address) {
        return ranges.stream().noneMatch(range -> range.contains(address));
    }

    private static InetAddress embeddedIpv4(Inet6Address address) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are always an IPv4 address", e);
        }
    }
}
