package dev.belfry.core.monitor;

import java.util.Locale;

/** Where a monitor stands. The wire and the database carry the lower-case name. */
public enum MonitorState {
    /** Created or resumed, and not pinged since. Its deadline holds all the same. */
    PENDING,
    /** Pinged on time. */
    UP,
    /** Its deadline passed, or a run reported a failure. The next success brings it up. */
    DOWN,
    /** Switched off: pings are kept and change nothing. */
    PAUSED;

    /** @throws IllegalArgumentException when there is no such state */
    public static MonitorState of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether a change to this state is one that people may want to be told of. Any way up is: whoever was told that it is
     * down, before somebody paused it, waits to hear that it is well, and only the flips before this one say whether anybody
     * was.
     */
    public boolean isReported(MonitorState from) {
        return from != this && (this == DOWN || this == UP);
    }
}
