package dev.belfry.api.rule;

import dev.belfry.api.json.Violations;
import dev.belfry.core.notification.NotificationEvent;
import dev.belfry.core.notification.QuietHours;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which event can be told of what, and which option means anything for which event. */
final class RuleCheck {

    private RuleCheck() {}

    static void check(RuleTarget target, RuleInput rule, Violations violations) {
        NotificationEvent event = rule.event();
        if (event == null) {
            return;
        }
        if (!target.events().contains(event)) {
            violations.add("event", "one_of", "has to be one of " + names(target.events()), event.wireName());
        }
        if (rule.tag() != null && (!target.isWorkspace() || event.isOfMonitor())) {
            violations.add("tag", "tag", "only a rule of the workspace about its jobs can have a tag", rule.tag());
        }
        option(
                "after_failures",
                rule.afterFailures(),
                event,
                violations,
                NotificationEvent.ON_FAILURE,
                NotificationEvent.ON_RECOVERED);
        option(
                "remind_hours",
                rule.remindHours(),
                event,
                violations,
                NotificationEvent.ON_FAILURE,
                NotificationEvent.ON_DOWN);
        option("late_seconds", rule.lateSeconds(), event, violations, NotificationEvent.ON_LATE);
        quietHours(rule.quietHours(), violations);
    }

    private static void option(
            String name,
            @Nullable Integer value,
            NotificationEvent event,
            Violations violations,
            NotificationEvent... meaningful) {
        List<NotificationEvent> events = List.of(meaningful);
        if (value != null && !events.contains(event)) {
            violations.add(name, "option", "means something for " + names(events) + " only", value);
        }
    }

    private static void quietHours(RuleInput.@Nullable Quiet quiet, Violations violations) {
        if (quiet == null) {
            return;
        }
        if (quiet.from() != null && quiet.from().equals(quiet.to())) {
            violations.add("quiet_hours.to", "range", "must differ from quiet_hours.from", quiet.to());
        }
        if (quiet.timezone() != null && QuietHours.zone(quiet.timezone()).isEmpty()) {
            violations.add("quiet_hours.timezone", "timezone", "has to be an IANA time zone", quiet.timezone());
        }
    }

    private static String names(List<NotificationEvent> events) {
        return events.stream().map(NotificationEvent::wireName).collect(Collectors.joining(", "));
    }
}
