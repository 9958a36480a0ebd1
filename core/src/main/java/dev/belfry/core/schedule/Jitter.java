package dev.belfry.core.schedule;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Spreads jobs that ask for the same instant: the same offset for every run of a job, evenly spread over jobs. */
final class Jitter {

    private Jitter() {}

    static Duration offset(UUID jobId, @Nullable Integer jitterSeconds) {
        if (jitterSeconds == null || jitterSeconds == 0) {
            return Duration.ZERO;
        }
        long choices = jitterSeconds * 1000L + 1;
        long hash = mix(jobId.getMostSignificantBits() ^ mix(jobId.getLeastSignificantBits()));
        return Duration.ofMillis(Long.remainderUnsigned(hash, choices));
    }

    /**
     * The finalizer of SplitMix64 (Steele, Lea, Flood 2014). Ids of jobs created together differ in few bits, and stored
     * jobs must keep their offset over versions of Java: so neither the bare bits nor {@code hashCode} will do.
     */
    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
