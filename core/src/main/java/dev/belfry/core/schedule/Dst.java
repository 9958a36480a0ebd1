package dev.belfry.core.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a fixed-time run whose wall-clock time a change of clocks removes. */
public enum Dst {
    /** It runs once, at the first instant after the gap: the rule of Vixie cron. The default. */
    VIXIE,
    /** It does not run. */
    SKIP;

    /** The name on the wire and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value of a wire name, exactly as {@link #wireName} writes it; empty when there is none. */
    public static Optional<Dst> parse(String wireName) {
        return Arrays.stream(values())
                .filter(value -> value.wireName().equals(wireName))
                .findFirst();
    }
}
