package dev.belfry.load.faults.judge;

import dev.belfry.load.faults.evidence.ExecutionRow;
import dev.belfry.load.faults.evidence.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A due instant with what was found of it.
 *
 * @param at when it was due
 * @param isCertain whether there had to be a row
 * @param row its own, or that of the skipped ones it is counted by; null when there is none
 * @param calls what the target received, in order
 */
public record Paired(
        UUID job, Instant at, boolean isCertain, @Nullable ExecutionRow row, List<Receipt> calls) {

    /** Whether it counts: it had to be, or it was. */
    public boolean counts() {
        return isCertain || row != null;
    }

    /**
     * Whether it was due before there was the job, whose id carries the time of its creation: somebody has put its plan
     * back, and what befell Belfry at that instant has nothing to do with it.
     */
    public boolean isBeforeItsJob() {
        return at.toEpochMilli() < job.getMostSignificantBits() >>> Short.SIZE;
    }

    /** From the instant to the first call. */
    public Optional<Duration> lateness() {
        return calls.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.between(at, calls.get(0).at()));
    }

    /** Calls that no answer of the target's asked for. */
    public long repeats() {
        long repeats = 0;
        for (int i = 1; i < calls.size(); i++) {
            repeats += calls.get(i - 1).isRefused() ? 0 : 1;
        }
        return repeats;
    }

    String name() {
        return "job " + job + " at " + at + (row == null ? "" : " execution " + row.id());
    }
}
