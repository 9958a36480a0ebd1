package dev.belfry.core.response;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a rule looks at. */
public enum MatchSource {
    /** Values of the answer's body, read as JSON, that a path selects. */
    JSON,
    /** One header; several values of one name are joined by a comma and a space. */
    HEADER,
    /** The body as text. */
    BODY,
    /** The status code. */
    STATUS;

    /** The name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<MatchSource> of(@Nullable String wireName) {
        return Arrays.stream(values())
                .filter(source -> source.wireName().equals(wireName))
                .findFirst();
    }
}
