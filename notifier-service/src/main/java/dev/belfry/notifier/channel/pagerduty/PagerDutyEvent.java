package dev.belfry.notifier.channel.pagerduty;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.belfry.core.notification.NotificationEvent;
import dev.belfry.notifier.channel.Fitted;
import dev.belfry.notifier.channel.Notification;
import dev.belfry.notifier.channel.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as the Events API takes it.
 *
 * @param payload of a trigger; null of a resolve, which needs none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PagerDutyEvent(
        String routingKey,
        String eventAction,
        String dedupKey,
        @Nullable Payload payload,
        String client,
        @Nullable List<Map<String, String>> links) {

    record Payload(String summary, String source, String severity, String group, Map<String, String> customDetails) {}

    private static final int MAX_SUMMARY = 1024;
    private static final int MAX_SOURCE = 255;
    private static final int MAX_DETAIL = 2000;
    private static final String BELFRY = "Belfry";
    private static final String LATE = NotificationEvent.ON_LATE.wireName();

    static PagerDutyEvent of(String routingKey, Notification told, Wording wording) {
        if (wording.tone() == Wording.Tone.GOOD) {
            return new PagerDutyEvent(routingKey, "resolve", dedupKey(told), null, BELFRY, null);
        }
        Map<String, String> details = new LinkedHashMap<>();
        wording.facts().forEach(fact -> details.put(fact.label(), Fitted.text(fact.text(), MAX_DETAIL)));
        wording.output().ifPresent(output -> details.put("Output", Fitted.text(output, MAX_DETAIL)));
        Payload payload = new Payload(
                Fitted.line(wording.headline(), MAX_SUMMARY),
                Fitted.line(source(told), MAX_SOURCE),
                severity(told, wording),
                told.workspaceId().toString(),
                details);
        List<Map<String, String>> links =
                List.of(Map.of("href", told.circumstances().link(), "text", "Open in Belfry"));
        return new PagerDutyEvent(routingKey, "trigger", dedupKey(told), payload, BELFRY, links);
    }

    private static String severity(Notification told, Wording wording) {
        if (told.event().equals(LATE)) {
            return "warning";
        }
        if (wording.tone() == Wording.Tone.BAD) {
            return told.monitor() != null ? "critical" : "error";
        }
        return told.execution() == null ? "info" : "warning";
    }

    private static String source(Notification told) {
        if (told.job() != null) {
            return told.job().name();
        }
        return told.monitor() != null ? told.monitor().name() : BELFRY;
    }

    private static String dedupKey(Notification told) {
        if (told.execution() != null && told.event().equals(LATE)) {
            // Nobody tells that a job is in time again: an alert of the job would stay, or one that it has be reopened.
            return "belfry/execution/" + told.execution().id();
        }
        if (told.job() != null) {
            return "belfry/job/" + told.job().id();
        }
        if (told.monitor() != null) {
            return "belfry/monitor/" + told.monitor().id();
        }
        boolean ofWatchdog =
                told.event().equals(Notification.WATCHDOG_ALARM) || told.event().equals(Notification.WATCHDOG_OVER);
        return ofWatchdog ? "belfry/watchdog" : "belfry/delivery/" + told.deliveryId();
    }
}
