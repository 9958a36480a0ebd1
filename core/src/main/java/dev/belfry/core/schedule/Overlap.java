package dev.belfry.core.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a tick that comes due while as many executions of the job are open as may be. */
public enum Overlap {
    /** It waits its turn, oldest first. The default. */
    QUEUE,
    /** It is recorded as skipped. */
    SKIP,
    /** It takes the place of the oldest running execution, which is canceled. */
    CANCEL_RUNNING;

    /** The name on the wire and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value of a wire name, exactly as {@link #wireName} writes it; empty when there is none. */
    public static Optional<Overlap> parse(String wireName) {
        return Arrays.stream(values())
                .filter(value -> value.wireName().equals(wireName))
                .findFirst();
    }
}
