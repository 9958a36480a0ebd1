package dev.belfry.notifier.reminder;

import dev.belfry.notifier.match.RuleTarget;
import dev.belfry.notifier.rule.Occurrence;
import dev.belfry.notifier.rule.Rule;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An outage whose reminder is due.
 *
 * @param reminders how many there were
 * @param newest the newest failure, which the reminder is about; null when it is over
 * @param mayBeReminded whether anybody would act on it, as its job is not paused, and still wants to be reminded
 */
record OpenOutage(
        Rule rule,
        UUID targetId,
        UUID outageId,
        Instant since,
        int reminders,
        @Nullable Occurrence newest,
        boolean mayBeReminded) {

    RuleTarget target() {
        return new RuleTarget(rule.id(), targetId);
    }

    boolean isOver() {
        return newest == null;
    }
}
