package dev.belfry.core.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ways to write a URL that leads to an address nobody may call. Some are the address plainly, some only for the careless:
 * a resolver, a browser or another parser would take them for it.
 */
public final class ForbiddenTargets {

    /** Ranges nobody may call unless an operator allows them: private, shared, link-local, metadata, reserved. */
    private static final List<String> ADDRESSES = List.of(
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "100.100.100.200",
            "169.254.169.254",
            "169.254.170.2",
            "168.63.129.16",
            "192.0.0.192",
            "198.18.0.1",
            "0.0.0.0",
            "255.255.255.255");

    private static final List<String> IPV6 = List.of(
            "[fd00:ec2::254]",
            "[fd20:ce::254]",
            "[fe80::a9fe:a9fe]",
            "[fe80::1]",
            "[fec0::1]",
            "[fc00::1]",
            "[ff02::1]",
            "[::]",
            "[::2]",
            "[100::1]",
            "[2001:db8::1]",
            "[2001:10::1]",
            "[3fff::1]",
            "[5f00::1]",
            "[4000::1]",
            "[fe80::1%25eth0]",
            "[fe80::1%eth0]",
            "[v1.fe80::1]");

    private ForbiddenTargets() {}

    /**
     * URLs of 127.0.0.2. Whatever a careless program makes of one, it stays within loopback, so that they may be dialled.
     */
    public static List<String> loopback(int port) {
        List<String> hosts = new ArrayList<>(numbers("127.0.0.2"));
        hosts.addAll(otherScripts("127.0.0.2"));
        hosts.addAll(mapped("127.0.0.2"));
        return urls(hosts, ":" + port);
    }

    /** URLs of every other forbidden range, only to be judged: a program that dials one leaves the machine. */
    public static List<String> elsewhere() {
        List<String> hosts = new ArrayList<>(IPV6);
        for (String address : ADDRESSES) {
            hosts.addAll(numbers(address));
            hosts.addAll(mapped(address));
            hosts.addAll(carried(address));
        }
        return Stream.concat(urls(hosts, "").stream(), perForm("169.254.169.254").stream())
                .distinct()
                .toList();
    }

    /** Every way to write one address. */
    public static List<String> perForm(String address) {
        List<String> hosts = new ArrayList<>(numbers(address));
        hosts.addAll(otherScripts(address));
        hosts.addAll(mapped(address));
        hosts.addAll(carried(address));
        return urls(hosts, "");
    }

    private static List<String> urls(List<String> hosts, String port) {
        List<String> urls = new ArrayList<>();
        hosts.forEach(host -> urls.add("http://" + host + port + "/"));
        String host = hosts.get(0) + port;
        for (String before : List.of("user@", "user:password@", "example.com@", "@", ":@", "example.com:80@", "a@b@")) {
            urls.add("http://" + before + host + "/");
        }
        urls.addAll(
                List.of("HTTP://" + host + "/", "hTTps://" + host, "http://" + host + "?a", "http://" + host + "#a"));
        for (String scheme :
                List.of("ftp://", "file://", "gopher://", "ws://", "dict://", "jar:http://", "url:http://")) {
            urls.add(scheme + host + "/");
        }
        for (String start :
                List.of(" http://", "http:\\\\", "http:/", "http:", "http:///", "//", "\thttp://", "\0http://")) {
            urls.add(start + host + "/");
        }
        for (String inside :
                List.of("\\@example.com/", "\t/", "\r\nHost: example.com/", "\0.example.com/", " /", "%2f/")) {
            urls.add("http://" + host + inside);
        }
        return urls;
    }

    /** Decimal, octal and hexadecimal, in one to four parts, with and without zeros that mean nothing. */
    private static List<String> numbers(String address) {
        int[] part = parts(address);
        long whole = whole(part);
        long low = (part[1] << 16) + (part[2] << 8) + part[3];
        return List.of(
                address,
                address + ".",
                Long.toString(whole),
                Long.toString(whole + (1L << 32)),
                "0x%x".formatted(whole),
                "0X%08X".formatted(whole),
                "0x00000000%x".formatted(whole),
                "0%o".formatted(whole),
                "0x%x.0x%x.0x%x.0x%x".formatted(part[0], part[1], part[2], part[3]),
                "0%o.0%o.0%o.0%o".formatted(part[0], part[1], part[2], part[3]),
                "%04d.%04d.%04d.%04d".formatted(part[0], part[1], part[2], part[3]),
                "0x%x.0%o.%d.%d".formatted(part[0], part[1], part[2], part[3]),
                "%d.%d.%d".formatted(part[0], part[1], (part[2] << 8) + part[3]),
                "%d.%d".formatted(part[0], low),
                "0x%x.%d".formatted(part[0], low),
                "%d.%d.%d.%d".formatted(part[0] + 256, part[1], part[2], part[3] + 256));
    }

    /** As a careless reader of Unicode or of percent escapes might read it. */
    private static List<String> otherScripts(String address) {
        return List.of(
                shifted(address, '\uff10'),
                shifted(address, '\u0660'),
                address.replace('.', '\u3002'),
                address.replace('.', '\uff0e'),
                address.replace('.', '\uff61'),
                address.replace("1", "\u2460"),
                address.replace("2", "\u00b2"),
                address.replace(".", ".\u00ad"),
                address.replace(".", ".\u200b"),
                address.replace("1", "%31"),
                address.replace(".", "%2e"),
                "\u202e" + address,
                "[" + address + "]",
                "[v1." + address + "]");
    }

    /** IPv6 addresses that stand for the IPv4 one on this very machine (RFC 4291). */
    private static List<String> mapped(String address) {
        int[] part = parts(address);
        String hex = "%x:%x".formatted((part[0] << 8) + part[1], (part[2] << 8) + part[3]);
        return List.of(
                "[::ffff:" + address + "]",
                "[::FFFF:" + address + "]",
                "[::ffff:" + hex + "]",
                "[0:0:0:0:0:ffff:" + hex + "]",
                "[0000:0000:0000:0000:0000:ffff:" + hex + "]",
                "[0:0:0:0:0:ffff:" + address + "]",
                "[::ffff:0" + address + "]",
                "[::ffff:" + address + "%25lo]",
                "[::ffff:" + address + "%lo]",
                "[::ffff:" + address + "%251]");
    }

    /** IPv6 addresses that a gateway somewhere turns into the IPv4 one: compatible, NAT64, 6to4, Teredo, ISATAP. */
    private static List<String> carried(String address) {
        int[] part = parts(address);
        int high = (part[0] << 8) + part[1];
        int low = (part[2] << 8) + part[3];
        String hex = "%x:%x".formatted(high, low);
        return List.of(
                "[::" + address + "]",
                "[::ffff:0:" + address + "]",
                "[64:ff9b::" + address + "]",
                "[64:ff9b::" + hex + "]",
                "[64:ff9b:1::" + address + "]",
                "[2002:" + hex + "::]",
                "[2002:" + hex + "::1]",
                "[2001:0:" + hex + "::]",
                "[2001:0:4136:e378:8000:63bf:%x:%x]".formatted(~high & 0xffff, ~low & 0xffff),
                "[fe80::5efe:" + address + "]");
    }

    private static int[] parts(String address) {
        return Stream.of(address.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    private static long whole(int[] part) {
        return ((long) part[0] << 24) + (part[1] << 16) + (part[2] << 8) + part[3];
    }

    /** With the digits of another script. */
    private static String shifted(String address, char zero) {
        StringBuilder text = new StringBuilder();
        address.chars().forEach(c -> text.append((char) (c == '.' ? c : c - '0' + zero)));
        return text.toString();
    }
}
