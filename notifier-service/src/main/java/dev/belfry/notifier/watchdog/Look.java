package dev.belfry.notifier.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there was to see.
 *
 * @param unplanned jobs whose due time passed without an execution, longer ago than is late; counted up to 10,000
 * @param unserved executions that nobody has taken for as long; counted likewise
 * @param oldest the earliest of all those due times; null when there is none
 * @param beatAt when a scheduler said last that it is at work; null when none ever did
 */
record Look(
        int unplanned,
        int unserved,
        @Nullable Instant oldest,
        @Nullable Instant beatAt) {

    /** What is wrong, in words; empty when all is well. */
    String trouble(Instant now, Duration onLate) {
        List<String> trouble = new ArrayList<>();
        if (beatAt == null || beatAt.isBefore(now.minus(onLate))) {
            trouble.add("no scheduler is at work" + (beatAt == null ? "" : " since " + beatAt));
        }
        if (unplanned > 0) {
            trouble.add(unplanned + " jobs are due and no scheduler has taken them");
        }
        if (unserved > 0) {
            trouble.add(unserved + " executions are due and no executor has taken them");
        }
        String since = oldest == null ? "" : "; the oldest was due at " + oldest;
        return trouble.isEmpty() ? "" : String.join("; ", trouble) + since;
    }
}
