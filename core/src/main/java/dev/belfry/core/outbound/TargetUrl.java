package dev.belfry.core.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

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
        if (uri.getRawUserInfo() != null
                || (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@"))) {
            throw new InvalidTargetException("the URL must not carry user info; send credentials in a header");
        }
        return new TargetUrl(scheme, host(uri), port(uri, scheme), path(uri));
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
        if (!host.contains(":") && !endsInNumber(host)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the host was checked to be an address: " + host, e);
        }
    }

    boolean isLocalhost() {
        return host.equals("localhost") || host.endsWith(".localhost");
    }

    private static URI syntax(String text) throws InvalidTargetException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidTargetException("not a URL: " + e.getReason().toLowerCase(Locale.ROOT)
                    + (e.getIndex() >= 0 ? " at position " + (e.getIndex() + 1) : ""));
        }
    }

    private static String host(URI uri) throws InvalidTargetException {
        String host = uri.getHost();
        if (host == null || host.isEmpty()) {
            throw new InvalidTargetException(
                    "the URL needs a host of letters, digits, dots and hyphens (other scripts in their xn-- form)");
        }
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[")) {
            return ipv6(name.substring(1, name.length() - 1));
        }
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (endsInNumber(name) && !name.matches("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}")) {
            throw new InvalidTargetException("an IPv4 address must be written as four decimal numbers: " + host);
        }
        return name;
    }

    private static String ipv6(String literal) throws InvalidTargetException {
        if (literal.contains("%")) {
            throw new InvalidTargetException("an IPv6 address must not name a zone: " + literal);
        }
        return literal;
    }

    private static int port(URI uri, String scheme) throws InvalidTargetException {
        int port = uri.getPort() == -1 ? defaultPort(scheme) : uri.getPort();
        if (port < 1 || port > 65_535) {
            throw new InvalidTargetException("the port must be from 1 to 65535, not " + port);
        }
        return port;
    }

    private static String path(URI uri) {
        URI ascii = URI.create(uri.toASCIIString());
        String path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
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
