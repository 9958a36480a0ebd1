package dev.belfry.notifier.rule;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a job or monitor stands at an occurrence, by its rows.
 *
 * @param failures how many in a row have failed: those around a failure, itself included, or those just before a success
 * @param run the ids of these, oldest first; of a monitor the flip by which it went down last
 * @param since when the first of them failed; null when there is none
 * @param after the success before them; null when there is none as far as anybody looked
 * @param before the success after them; null when there is none, and of a monitor
 * @param isOver whether what failed is well again: a success came after the run, the monitor is not down
 */
public record Standing(
        int failures,
        List<UUID> run,
        @Nullable Instant since,
        @Nullable UUID after,
        @Nullable UUID before,
        boolean isOver) {

    /** Of something nobody needs to know this about. */
    public static final Standing UNKNOWN = new Standing(0, List.of(), null, null, null, true);

    /** The first that failed, by which the outage is known; null when there is none. */
    public @Nullable UUID firstId() {
        return run.isEmpty() ? null : run.get(0);
    }

    /** Whether an outage that began with this failure is the one that this is about. */
    public boolean covers(UUID failure) {
        return (after == null || isBefore(after, failure)) && (before == null || isBefore(failure, before));
    }

    /** In the order of the database; {@link UUID#compareTo} takes the halves for signed numbers. */
    static boolean isBefore(UUID one, UUID other) {
        return one.toString().compareTo(other.toString()) < 0;
    }
}
