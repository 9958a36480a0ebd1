package dev.belfry.load.faults.judge;

import java.time.Instant;
import java.util.Locale;

/**
 * A broken promise.
 *
 * @param at the instant it is about, which also tells the fault to look at
 * @param detail the ids and what was found, for people
 */
public record Finding(Promise promise, Instant at, String detail) {

    public String line() {
        return promise.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "  " + at + "  " + detail;
    }
}
