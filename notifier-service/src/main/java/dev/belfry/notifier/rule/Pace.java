package dev.belfry.notifier.rule;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When the messages of one rule go out.
 *
 * @param newestAt when its newest message was or will be due; null before the first
 * @param waitingId that message, while it is not due yet; null when none waits
 */
public record Pace(@Nullable Instant newestAt, @Nullable UUID waitingId) {

    public static final Pace NEW = new Pace(null, null);

    /**
     * What becomes of a message.
     *
     * @param dueAt when it goes out; of one that is folded, when the other one does
     * @param foldedInto the waiting message that counts it in; null when it goes out itself
     * @param next how the rule stands afterwards
     */
    public record Slot(Instant dueAt, @Nullable UUID foldedInto, Pace next) {}

    /** Finds a place for a message of this id. */
    public Slot place(UUID id, RuleOptions options, Instant now) {
        if (!options.paces()) {
            return new Slot(now, null, this);
        }
        if (waitingId != null && newestAt != null && newestAt.isAfter(now)) {
            return new Slot(newestAt, waitingId, this);
        }
        Instant due = now;
        if (options.minInterval() != null && newestAt != null) {
            // Of one that should have waited and does not, another message has told: its place is free.
            Instant free = newestAt.isAfter(now) ? newestAt : newestAt.plus(options.minInterval());
            due = free.isAfter(now) ? free : now;
        }
        if (options.quietHours() != null) {
            due = options.quietHours().endAfter(due).orElse(due);
        }
        return new Slot(due, null, new Pace(due, due.isAfter(now) ? id : null));
    }
}
