package dev.belfry.load.faults.inject;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can befall a Belfry, how often among 300 faults, and what has to hold. */
public enum Kind {
    KILL(118, new Limits(5, 20, 30, false)),
    KILL_AT_HERD(70, new Limits(5, 20, 30, false)),
    PAUSE(45, new Limits(5, 25, 30, false)),
    POSTGRES_RESTART(20, new Limits(10, 30, 30, true)),
    POSTGRES_DOWN(2, new Limits(20, 40, 30, true)),
    KAFKA_DOWN(1, new Limits(5, 0, 60, false)),
    KAFKA_WIPED(4, new Limits(5, 0, 60, false)),
    DATABASE_ERRORS(14, new Limits(10, 40, 40, true)),
    FULL_STOP(1, new Limits(0, 0, 0, true)),
    ROLLING_RESTART(1, new Limits(10, 25, 30, false)),
    DISK_FULL(12, new Limits(10, 25, 30, false)),
    CLOCK_OFF(12, new Limits(10, 25, 30, false));

    private final int share;
    private final Limits limits;

    Kind(int share, Limits limits) {
        this.share = share;
        this.limits = limits;
    }

    /**
     * In seconds, 0 for none.
     *
     * @param fires until an instant that is due has its row
     * @param settles until the executions of that time have ended
     * @param onTime until calls come on time again
     * @param mayBeUnavailable whether the API may answer 503 with Retry-After
     */
    public record Limits(int fires, int settles, int onTime, boolean mayBeUnavailable) {}

    public Limits limits() {
        return limits;
    }

    int share() {
        return share;
    }

    /** Its name on the command line and in the table. */
    public String shortName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Kind> named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.shortName().equals(name))
                .findFirst();
    }
}
