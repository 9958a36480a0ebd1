package dev.belfry.api.limit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How many requests a bucket holds, and how long it takes to fill an empty one.
 *
 * @param name tells the buckets of different limits apart; part of what is stored
 * @param requests at least 1, and at most one for each microsecond of the period
 */
record Limit(String name, int requests, Duration period) {

    Limit {
        if (requests < 1 || requests > period.dividedBy(ChronoUnit.MICROS.getDuration())) {
            throw new IllegalArgumentException("limit " + name + " cannot allow " + requests + " in " + period);
        }
    }

    /** The time in which one request comes back, rounded down to what the database can store. */
    long stepMicros() {
        return period.dividedBy(ChronoUnit.MICROS.getDuration()) / requests;
    }

    /** The time in which an empty bucket fills. */
    long burstMicros() {
        return stepMicros() * requests;
    }
}
