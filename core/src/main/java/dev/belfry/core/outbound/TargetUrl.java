package dev.belfry.core.outbound;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL that may be called, taken apart.
 *
 * <p>Odd ways to write an address (decimal, hexadecimal, octal, fewer than four parts, a zone) are refused, because two
 * programs may read them as two addresses.
 *
 * @param scheme {@code http} or {@code https}
 * @param host lower case; an IPv6 address without its brackets
 * @param port from 1 to 65535, the scheme's default when the URL names none
 * @param uri path and query as sent in the request line, at least {@code /}
 */
public record TargetUrl(String scheme, String host, int port, String uri) {

    public static final int MAX_LENGTH = 2048;

    private static final BigInteger MAX_PORT = BigInteger.valueOf(65_535);
    private static final Pattern AUTHORITY = Pattern.compile("(?<host>\\[.*]|[^:]*)(:(?<port>\\d*))?");

    /** Takes a URL apart. */
    public static TargetUrl parse(String text) throws InvalidTargetException {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidTargetException("the URL is longer than " + MAX_LENGTH + " characters");
        }
        URI uri = syntax(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new InvalidTargetException("the URL must begin with http:// or https://");
        }
        String written = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        if (written.contains("@")) {
            throw new InvalidTargetException("the URL must not carry user info; send credentials in a header");
        }
        Matcher authority = AUTHORITY.matcher(written);
        if (!authority.matches()) {
            throw noHost(uri);
        }
        int port = port(authority, scheme);
        return new TargetUrl(scheme, host(uri, authority), port, path(uri));
    }

    /** Whether the connection is encrypted. */
    public boolean isTls() {
        return scheme.equals("https");
    }

    /** The value of the {@code Host} header: the port only where it is not the scheme's own. */
    public String authority() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return port == defaultPort(scheme) ? name : name + ":" + port;
    }

    /** The address when the host is one, without asking anybody. */
    public Optional<InetAddress> literalAddress() {
        return AddressLiteral.parse(host);
    }

    /** Whether both are one scheme, host and port, and so one party to trust (RFC 6454). */
    public boolean hasSameOrigin(TargetUrl other) {
        return origin().equals(other.origin());
    }

    /** Scheme, host and port, without what may be confidential in a path or a query. */
    public String origin() {
        return scheme + "://" + authority();
    }

    /** The URL as one text, without the fragment it may have been written with. */
    public String text() {
        return origin() + uri;
    }

    /** Where a reference found at this URL leads, such as a {@code Location} header's value (RFC 3986, 5.2). */
    public TargetUrl resolve(String reference) throws InvalidTargetException {
        return UrlReference.resolve(this, reference);
    }

    boolean isLocalhost() {
        return host.equals("localhost") || host.endsWith(".localhost");
    }

    private static URI syntax(String text) throws InvalidTargetException {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidTargetException(
                    "not a URL: it holds half a character (a surrogate without its other half)");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidTargetException("not a URL: " + e.getReason().toLowerCase(Locale.ROOT)
                    + (e.getIndex() >= 0 ? " at position " + (e.getIndex() + 1) : ""));
        } catch (NumberFormatException e) {
            // Let through by the JDK for the IPv4 part of an IPv6 address.
            throw new InvalidTargetException("not a URL: a number in its address is too large");
        }
    }

    private static String host(URI uri, Matcher authority) throws InvalidTargetException {
        String name = authority.group("host").toLowerCase(Locale.ROOT);
        if (name.startsWith("[")) {
            return ipv6(name.substring(1, name.length() - 1));
        }
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (endsInNumber(name) && AddressLiteral.parse(name).isEmpty()) {
            throw new InvalidTargetException("an IPv4 address must be written as four decimal numbers: " + name);
        }
        if (uri.getHost() == null) {
            throw noHost(uri);
        }
        return name;
    }

    private static String ipv6(String literal) throws InvalidTargetException {
        if (literal.contains("%")) {
            throw new InvalidTargetException("an IPv6 address must not name a zone: " + literal);
        }
        if (AddressLiteral.parse(literal).isEmpty()) {
            throw new InvalidTargetException("not an IPv6 address in its usual form: " + literal);
        }
        return literal;
    }

    private static InvalidTargetException noHost(URI uri) {
        return new InvalidTargetException(
                "the URL needs a host of letters, digits, dots and hyphens (other scripts in their xn-- form)"
                        + (uri.getRawAuthority() == null ? "" : ", not " + uri.getRawAuthority()));
    }

    private static int port(Matcher authority, String scheme) throws InvalidTargetException {
        String digits = authority.group("port");
        if (digits == null || digits.isEmpty()) {
            return defaultPort(scheme);
        }
        BigInteger port = new BigInteger(digits);
        if (port.signum() == 0 || port.compareTo(MAX_PORT) > 0) {
            throw new InvalidTargetException("the port must be from 1 to 65535, not " + port);
        }
        return port.intValue();
    }

    private static String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return ascii(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    /** Not {@link URI#toASCIIString}: it normalizes first, which turns some characters into ones no URL may hold. */
    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0) {
                ascii.append((char) b);
            } else {
                ascii.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return ascii.toString();
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    /** The rule of the WHATWG URL standard: such a host is an IPv4 address or nothing. */
    private static boolean endsInNumber(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        return last.matches("\\d+|0[xX][0-9a-fA-F]*");
    }
}
