package dev.belfry.notifier.watchdog;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * For how long the watchdog has seen without a gap, and what. Not thread-safe: one loop looks.
 */
final class Sight {

    private final Duration enough;
    private final Duration longestGap;
    private @Nullable Instant seeingSince;
    private @Nullable Instant lastLook;
    private @Nullable Instant wellSince;

    /**
     * @param enough for how long it has to have seen before it judges
     * @param longestGap between two looks; after a longer one (a process that stood still) it begins anew
     */
    Sight(Duration enough, Duration longestGap) {
        this.enough = enough;
        this.longestGap = longestGap;
    }

    /** It looked and saw nothing at all. */
    void blind() {
        seeingSince = null;
        lastLook = null;
        wellSince = null;
    }

    /** It looked, and saw whether all is well. */
    void saw(Instant now, boolean isWell) {
        if (lastLook != null && Duration.between(lastLook, now).compareTo(longestGap) > 0) {
            blind();
        }
        lastLook = now;
        seeingSince = seeingSince == null ? now : seeingSince;
        wellSince = !isWell ? null : wellSince == null ? now : wellSince;
    }

    /** Whether what it sees may be believed. */
    boolean mayJudge() {
        return lasted(seeingSince);
    }

    /** Whether all has been well for long enough to say so. */
    boolean isWellForLong() {
        return lasted(wellSince);
    }

    private boolean lasted(@Nullable Instant since) {
        return since != null
                && lastLook != null
                && Duration.between(since, lastLook).compareTo(enough) >= 0;
    }
}
