package dev.belfry.transport.http;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parts of a call that are meant for its first origin (scheme, host and port) alone.
 *
 * @param headers names in any case, of the headers that carry a secret; {@link #covers} knows the usual ones by itself
 * @param body whether the body carries a secret
 */
public record Sensitive(Set<String> headers, boolean body) {

    /** The caller knows of no secret: what looks like one is still held back. */
    public static final Sensitive UNKNOWN = new Sensitive(Set.of(), false);

    /** Parts of names that credentials go by: Authorization, Cookie, X-Api-Key, X-Gitlab-Token, X-Amz-Signature, ... */
    private static final Set<String> SUSPICIOUS = Set.of(
            "auth", "cookie", "key", "token", "secret", "passw", "signature", "credential", "session", "jwt", "bearer");

    /** The one usual name that looks suspicious and is no credential. */
    private static final String IDEMPOTENCY_KEY = "idempotency-key";

    /** Compares names in lower case. */
    public Sensitive {
        headers = headers.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** These headers carry secrets; the body does not. */
    public static Sensitive headers(Collection<String> names) {
        return new Sensitive(Set.copyOf(names), false);
    }

    /** Whether this header is kept from other origins. A doubt is a yes: the harm of sending a secret has no end. */
    boolean covers(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return headers.contains(name)
                || name.startsWith("proxy-")
                || (!name.equals(IDEMPOTENCY_KEY) && SUSPICIOUS.stream().anyMatch(name::contains));
    }
}
