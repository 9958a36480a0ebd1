package dev.belfry.core.outbound;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers a user may set on an outgoing request. */
public final class RequestHeaders {

    /** They frame the message or steer the connection, which is the client's part alone (RFC 9110, RFC 9112). */
    private static final Set<String> FORBIDDEN = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "upgrade",
            "te",
            "expect",
            "keep-alive",
            "trailer");

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private RequestHeaders() {}

    /** What is wrong with the header, or nothing. */
    public static Optional<String> violation(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!TOKEN.matcher(name).matches()) {
            return Optional.of("is not a header name");
        }
        if (FORBIDDEN.contains(lower) || lower.startsWith("proxy-")) {
            return Optional.of("is set by the client itself and cannot be chosen");
        }
        boolean control = value.chars().anyMatch(c -> (c < 0x20 && c != '\t') || c == 0x7f || c > 0xff);
        return control
                ? Optional.of("must not hold control characters or characters beyond Latin-1")
                : Optional.empty();
    }
}
