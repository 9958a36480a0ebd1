package dev.belfry.api.rule;

import dev.belfry.core.notification.NotificationEvent;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a rule hangs on: a job, a monitor, or the workspace when both are null.
 *
 * @param job the job
 * @param monitor the monitor
 */
public record RuleTarget(@Nullable UUID job, @Nullable UUID monitor) {

    public static final RuleTarget WORKSPACE = new RuleTarget(null, null);

    public static RuleTarget ofJob(UUID id) {
        return new RuleTarget(id, null);
    }

    public static RuleTarget ofMonitor(UUID id) {
        return new RuleTarget(null, id);
    }

    boolean isWorkspace() {
        return job == null && monitor == null;
    }

    /** What can happen to it. */
    List<NotificationEvent> events() {
        return Arrays.stream(NotificationEvent.values())
                .filter(event -> isWorkspace() || event.isOfMonitor() == (monitor != null))
                .toList();
    }
}
