package dev.belfry.notifier.rule;

import dev.belfry.core.notification.NotificationEvent;
import java.util.UUID;

/** A rule as far as it matters to what is told. */
public record Rule(UUID id, UUID channelId, NotificationEvent event, RuleOptions options) {

    /** Whether an outage is told once, when it is long enough, instead of every failure. */
    public boolean tellsOutages() {
        return event == NotificationEvent.ON_FAILURE
                && (options.afterFailures() != null || options.remindEvery() != null);
    }

    /** Whether it tells an outage, or its end, once. */
    public boolean tellsOncePerOutage() {
        return tellsOutages() || event == NotificationEvent.ON_RECOVERED;
    }

    /** Whether what it tells depends on what it has told: then whoever decides holds its lock. */
    public boolean remembers() {
        return tellsOncePerOutage() || options.paces() || options.remindEvery() != null;
    }

    /** How many failures in a row are an outage. */
    public int failuresNeeded() {
        return options.afterFailures() == null ? 1 : options.afterFailures();
    }
}
