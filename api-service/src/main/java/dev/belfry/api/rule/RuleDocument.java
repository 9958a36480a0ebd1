package dev.belfry.api.rule;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.json.Violations;
import dev.belfry.core.notification.NotificationEvent;
import dev.belfry.transport.json.WireJson;
import jakarta.inject.Singleton;
import java.util.Objects;

/** Turns documents into rules and back. */
@Singleton
class RuleDocument {

    private static final String QUIET = "quiet_hours";

    private final DocumentReader documents;
    private final ObjectMapper mapper;

    RuleDocument(DocumentReader documents, ObjectMapper mapper) {
        this.documents = documents;
        this.mapper = mapper;
    }

    /** What a document states of a rule for this target; throws the problem that names all that is wrong with it. */
    Rule read(RuleTarget target, ObjectNode document) {
        Violations violations = new Violations();
        RuleInput input = documents.read(document, RuleInput.class, violations);
        RuleCheck.check(target, input, violations);
        violations.throwIfAny();
        return rule(target, input);
    }

    /**
     * The rule with a patch applied and then read like a new one; {@code quiet_hours} may hold single fields. Its event
     * stays: what a rule has told so far means nothing for another event.
     */
    Rule patched(Rule before, ObjectNode patch) {
        RuleTarget target = new RuleTarget(before.jobId, before.monitorId);
        Violations violations = new Violations();
        RuleInput input = documents.read(merged(before, patch), RuleInput.class, violations);
        NotificationEvent event = input.event();
        if (event != null && !event.wireName().equals(before.event)) {
            violations.add("event", "unchanged", "cannot be changed; make another rule", event.wireName());
        } else {
            RuleCheck.check(target, input, violations);
        }
        violations.throwIfAny();
        Rule after = rule(target, input);
        after.id = before.id;
        after.workspaceId = before.workspaceId;
        after.createdAt = before.createdAt;
        return after;
    }

    private ObjectNode merged(Rule rule, ObjectNode patch) {
        ObjectNode merged = mapper.createObjectNode();
        merged.put("channel_id", rule.channelId.toString());
        merged.put("event", rule.event);
        merged.put("tag", rule.tag);
        merged.put("after_failures", rule.afterFailures);
        merged.put("min_interval_minutes", rule.minIntervalMinutes);
        merged.put("remind_hours", rule.remindHours);
        merged.put("late_seconds", rule.lateSeconds);
        if (rule.quietHours != null) {
            merged.set(QUIET, WireJson.read(rule.quietHours, ObjectNode.class));
        }
        patch.properties().forEach(field -> {
            if (field.getKey().equals(QUIET)
                    && field.getValue() instanceof ObjectNode inner
                    && merged.get(QUIET) instanceof ObjectNode quiet) {
                quiet.setAll(inner);
            } else {
                merged.set(field.getKey(), field.getValue());
            }
        });
        return merged;
    }

    private static Rule rule(RuleTarget target, RuleInput input) {
        NotificationEvent event = Objects.requireNonNull(input.event());
        Rule rule = new Rule();
        rule.jobId = target.job();
        rule.monitorId = target.monitor();
        rule.tag = input.tag();
        rule.channelId = Objects.requireNonNull(input.channelId());
        rule.event = event.wireName();
        rule.afterFailures = input.afterFailures();
        rule.minIntervalMinutes = input.minIntervalMinutes();
        rule.remindHours = input.remindHours();
        rule.lateSeconds = event == NotificationEvent.ON_LATE && input.lateSeconds() == null
                ? Integer.valueOf(RuleInput.DEFAULT_LATE_SECONDS)
                : input.lateSeconds();
        rule.quietHours = input.quietHours() == null ? null : WireJson.write(input.quietHours());
        return rule;
    }
}
