package dev.belfry.core.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a tick, manual run or replay that comes due while as many executions are open as the job permits. */
public enum Overlap {
    /** It waits its turn, oldest first. The default. */
    QUEUE,
    /** It is recorded as skipped. */
    SKIP,
    /** It cancels the oldest execution that has begun and takes its place. */
    CANCEL_RUNNING;

    /** How many executions of a job may wait for their turn; later ones are skipped. */
    public static final int LONGEST_LINE = 1_000;

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
