package dev.belfry.notifier.match;

import dev.belfry.core.notification.NotificationEvent;
import dev.belfry.notifier.rule.Occurrence;
import dev.belfry.notifier.rule.Rule;

/** A rule that waits for what happened. */
record Match(Rule rule, Occurrence what) {

    /** Whether more than the occurrence itself has to be known, to decide or to tell. */
    boolean needsStanding() {
        return what.isOfMonitor()
                || rule.event() == NotificationEvent.ON_RECOVERED
                || rule.event() == NotificationEvent.ON_FAILURE && what.kind() == Occurrence.Kind.FAILED;
    }

    /** How far back: a rule that tells once tells at the beginning, the others tell also how long it has been going on. */
    StandingRepository.Reach reach() {
        return rule.tellsOutages() ? StandingRepository.Reach.NEAR : StandingRepository.Reach.FAR;
    }
}
