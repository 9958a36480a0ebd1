package dev.belfry.notifier.rule;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a job or monitor stands at an occurrence, by its rows.
 *
 * @param failures how many in a row have failed: those around a failure, itself included, or those just before a success
 * @param firstId the first of them; null when there is none
 * @param since when the first of them failed; null when there is none
 * @param isHealthyNow whether the newest of all ends is a success, the monitor up
 */
public record Standing(
        int failures, @Nullable UUID firstId, @Nullable Instant since, boolean isHealthyNow) {

    /** Of something nobody needs to know this about. */
    public static final Standing UNKNOWN = new Standing(0, null, null, true);
}
