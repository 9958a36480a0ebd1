package dev.belfry.core.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of ticks that were missed while the scheduler was down. */
public enum CatchUp {
    /** The newest runs, the older ones are recorded as skipped. The default. */
    LATEST,
    /** Every one within the window runs, oldest first. */
    ALL,
    /** None runs, all are recorded as skipped. */
    NONE;

    /** The name on the wire and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value of a wire name, exactly as {@link #wireName} writes it; empty when there is none. */
    public static Optional<CatchUp> parse(String wireName) {
        return Arrays.stream(values())
                .filter(value -> value.wireName().equals(wireName))
                .findFirst();
    }
}
