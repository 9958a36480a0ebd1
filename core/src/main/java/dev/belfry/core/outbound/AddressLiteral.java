package dev.belfry.core.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses written as text. Stricter than {@link InetAddress#getByName}, which asks a resolver about everything it
 * cannot read and lets numbers begin with zeros, which other programs take for octal.
 */
final class AddressLiteral {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final String DOTTED = OCTET + "(\\." + OCTET + "){3}";
    private static final Pattern IPV4 = Pattern.compile(DOTTED);
    private static final Pattern IPV6_LETTERS = Pattern.compile("[0-9a-fA-F:]*:([0-9a-fA-F]*|" + DOTTED + ")");

    private AddressLiteral() {}

    /** The address, or nothing when the text is none. A mapped IPv4 address (::ffff:1.2.3.4) becomes the one it maps. */
    static Optional<InetAddress> parse(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6_LETTERS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
