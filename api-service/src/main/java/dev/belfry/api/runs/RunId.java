package dev.belfry.api.runs;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids as the client spells them: a kind, and letters and digits without dashes. */
final class RunId {

    static final String RUN = "run_";
    static final String SCHEDULE = "sched_";
    static final String BULK_ACTION = "bulk_";
    static final String ENVIRONMENT = "env_";

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern PARTS = Pattern.compile("(.{8})(.{4})(.{4})(.{4})(.{12})");

    private RunId() {}

    static String text(String kind, UUID id) {
        return kind + id.toString().replace("-", "");
    }

    static Optional<UUID> parse(String kind, String text) {
        if (!text.startsWith(kind)) {
            return Optional.empty();
        }
        String digits = text.substring(kind.length());
        return DIGITS.matcher(digits).matches()
                ? Optional.of(UUID.fromString(PARTS.matcher(digits).replaceFirst("$1-$2-$3-$4-$5")))
                : Optional.empty();
    }
}
