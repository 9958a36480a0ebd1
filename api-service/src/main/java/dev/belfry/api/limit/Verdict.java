package dev.belfry.api.limit;

import dev.belfry.api.problem.Problem;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * Whether a request may go on.
 *
 * @param usedMicros what of the bucket is used up, as the time in which it comes back
 */
record Verdict(Limit limit, boolean allowed, long usedMicros) {

    /** How many requests would be allowed at this moment. */
    long remaining() {
        return Math.max(0, (limit.burstMicros() - usedMicros) / limit.stepMicros());
    }

    /** The wait for the next request where none remains, otherwise for the whole allowance. */
    Duration reset() {
        long micros = remaining() == 0 ? usedMicros + limit.stepMicros() - limit.burstMicros() : usedMicros;
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    /** What a request is told that may not go on. */
    Problem refusal() {
        Duration wait = reset();
        return Problem.rateLimited(
                "too many requests: " + limit.requests() + " in "
                        + limit.period().toMinutes() + " min are allowed; try again in "
                        + LimitHeaders.seconds(wait) + " s",
                wait);
    }
}
