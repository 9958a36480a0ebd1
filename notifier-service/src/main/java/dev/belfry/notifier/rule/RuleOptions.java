package dev.belfry.notifier.rule;

import dev.belfry.core.notification.QuietHours;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How sparingly a rule tells.
 *
 * @param afterFailures how many in a row; null when it does not say
 * @param minInterval between two messages; null: any
 * @param remindEvery while it stays broken; null: never
 * @param lateAfter what {@code on_late} calls late; null for other events
 */
public record RuleOptions(
        @Nullable Integer afterFailures,
        @Nullable Duration minInterval,
        @Nullable Duration remindEvery,
        @Nullable Duration lateAfter,
        @Nullable QuietHours quietHours) {

    public static final RuleOptions NONE = new RuleOptions(null, null, null, null, null);

    /** Whether its messages may have to wait, and to be counted in another. */
    public boolean paces() {
        return minInterval != null || quietHours != null;
    }
}
