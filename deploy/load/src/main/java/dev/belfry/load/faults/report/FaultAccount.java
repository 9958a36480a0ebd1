package dev.belfry.load.faults.report;

import dev.belfry.load.faults.inject.Befallen;
import java.util.List;

/**
 * What one fault did, or several of a kind: then times are the longest of any.
 *
 * @param due instants that came due in its time, which lasts until the next one's
 * @param missed those of them that catch_up skipped
 * @param twice calls that no answer of the target's asked for
 * @param firedAfter seconds until an instant that was due had its row, at most
 * @param settledAfter seconds until its execution had ended, at most
 * @param onTimeAfter seconds until calls came on time again
 * @param lateResults results that came after their lease was lost and were kept as evidence
 * @param serverErrors answers of 5xx, but 503 with Retry-After
 * @param unavailable answers of 503 with Retry-After
 * @param slowestAnswer in seconds
 * @param before lateness in the ten seconds before it
 * @param during lateness until everything was whole again
 * @param after lateness from then on
 */
public record FaultAccount(
        String kind,
        int faults,
        long due,
        long missed,
        long lost,
        long unaccounted,
        long doubled,
        long early,
        long twice,
        double firedAfter,
        double settledAfter,
        double onTimeAfter,
        long lateResults,
        long serverErrors,
        long unavailable,
        double slowestAnswer,
        Percentiles before,
        Percentiles during,
        Percentiles after,
        List<Befallen> befallen) {}
