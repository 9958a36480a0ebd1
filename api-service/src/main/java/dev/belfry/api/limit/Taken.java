package dev.belfry.api.limit;

import org.jspecify.annotations.Nullable;

/**
 * What one statement took from a bucket for all requests that waited for it.
 *
 * @param beforeMicros what was used up before, as the time in which it comes back; null for a bucket without a row.
 *     Negative for one that has been full for a while, and above the limit's after the limit was lowered
 * @param afterMicros the same afterwards
 */
record Taken(@Nullable Long beforeMicros, long afterMicros) {

    /** The verdict on one of the requests, counted from 0 in their order. */
    Verdict verdict(Limit limit, int position) {
        long before = beforeMicros == null ? 0 : Math.min(Math.max(0, beforeMicros), limit.burstMicros());
        long granted = (afterMicros - before) / limit.stepMicros();
        return position < granted
                ? new Verdict(limit, true, before + (position + 1) * limit.stepMicros())
                : new Verdict(limit, false, afterMicros);
    }
}
