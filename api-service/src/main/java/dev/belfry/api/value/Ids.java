package dev.belfry.api.value;

import dev.belfry.api.problem.Problem;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads ids as clients write them: only the canonical 36 characters, where {@code UUID.fromString} takes much more. */
public final class Ids {

    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Ids() {}

    public static Optional<UUID> parse(String text) {
        return CANONICAL.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /** An id in a path: what cannot be an id does not exist. */
    public static UUID inPath(String thing, String text) {
        return parse(text).orElseThrow(() -> Problem.notFound(thing, text));
    }
}
