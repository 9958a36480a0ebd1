package dev.belfry.api.page;

import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.value.Ids;
import dev.belfry.api.value.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the filters of a list. An absent one stays null and means any; a bad one is a problem that names it. */
public final class QueryValue {

    private QueryValue() {}

    /** The lower-case name of one of the constants. */
    public static @Nullable String oneOf(String name, @Nullable String sent, Enum<?>[] constants) {
        List<String> allowed = Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        if (sent != null && !allowed.contains(sent)) {
            throw refused(name, "one_of", "has to be one of " + String.join(", ", allowed), sent);
        }
        return sent;
    }

    /** A text to search for. PostgreSQL takes every character but one. */
    public static @Nullable String text(String name, @Nullable String sent) {
        if (sent != null && sent.indexOf('\0') >= 0) {
            throw refused(name, "characters", "must not hold the character U+0000", null);
        }
        return sent;
    }

    public static @Nullable Instant instant(String name, @Nullable String sent) {
        if (sent == null) {
            return null;
        }
        return Timestamp.parse(sent).orElseThrow(() -> refused(name, "timestamp", Timestamp.ALLOWED, sent));
    }

    /** Refuses a range that ends before it begins. */
    public static void requireOrder(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && from.isAfter(to)) {
            throw refused("from", "order", "must not be after to, which is " + to, from.toString());
        }
    }

    public static @Nullable UUID id(String name, @Nullable String sent) {
        if (sent == null) {
            return null;
        }
        return Ids.parse(sent).orElseThrow(() -> refused(name, "uuid", "has to be the id of something", sent));
    }

    private static Problem refused(String name, String rule, String message, @Nullable String sent) {
        return Problem.invalid(new Detail(name, rule, message, sent));
    }
}
