package dev.belfry.api.monitor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.json.Violations;
import dev.belfry.api.monitor.Monitor.Definition;
import dev.belfry.api.schedule.ScheduleRules;
import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.ScheduleSpec;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns documents into monitors and back. */
@Singleton
class MonitorDocument {

    private static final String INTERVAL = "expected_interval_sec";
    private static final String SCHEDULE = "schedule";

    private final DocumentReader documents;
    private final ScheduleRules rules;
    private final ObjectMapper mapper;

    MonitorDocument(DocumentReader documents, ScheduleRules rules, ObjectMapper mapper) {
        this.documents = documents;
        this.rules = rules;
        this.mapper = mapper;
    }

    /** What a document states; throws the problem that names all that is wrong with it. */
    Definition read(ObjectNode document, Instant now) {
        Violations violations = new Violations();
        MonitorInput input = documents.read(document, MonitorInput.class, violations);
        MonitorInput.Times schedule = input.schedule();
        if (schedule != null && !violations.concerns("schedule.cron")) {
            rules.check(JobKind.CRON, spec(schedule), now, violations);
        }
        checkOneOfTwo(document, violations);
        violations.throwIfAny();
        return new Definition(
                Objects.requireNonNull(input.name()),
                input.expectedIntervalSec(),
                schedule == null ? null : schedule.cron(),
                schedule == null ? null : Objects.requireNonNullElse(schedule.timezone(), MonitorInput.DEFAULT_ZONE),
                Objects.requireNonNullElse(input.graceSeconds(), MonitorInput.DEFAULT_GRACE),
                input.maxRunSeconds());
    }

    /**
     * The monitor's document with a patch applied; {@code schedule} may hold single fields. Whoever states the one way of
     * timing and is silent about the other means the one.
     */
    ObjectNode merged(Definition definition, ObjectNode patch) {
        ObjectNode merged = document(definition);
        patch.properties().forEach(field -> {
            if (field.getKey().equals(SCHEDULE)
                    && field.getValue() instanceof ObjectNode inner
                    && merged.get(SCHEDULE) instanceof ObjectNode schedule) {
                schedule.setAll(inner);
            } else {
                merged.set(field.getKey(), field.getValue());
            }
        });
        if (states(patch, SCHEDULE) && !patch.has(INTERVAL)) {
            merged.putNull(INTERVAL);
        } else if (states(patch, INTERVAL) && !patch.has(SCHEDULE)) {
            merged.putNull(SCHEDULE);
        }
        return merged;
    }

    private ObjectNode document(Definition definition) {
        ObjectNode document = mapper.createObjectNode();
        document.put("name", definition.name());
        document.put(INTERVAL, definition.expectedIntervalSec());
        if (definition.cron() != null) {
            document.putObject(SCHEDULE).put("cron", definition.cron()).put("timezone", definition.timezone());
        }
        document.put("grace_seconds", definition.graceSeconds());
        document.put("max_run_seconds", definition.maxRunSeconds());
        return document;
    }

    private static void checkOneOfTwo(ObjectNode document, Violations violations) {
        boolean both = states(document, INTERVAL) && states(document, SCHEDULE);
        boolean none = !states(document, INTERVAL) && !states(document, SCHEDULE);
        if (both) {
            violations.add(INTERVAL, "one_of", "and schedule exclude each other; state one of them", null);
        } else if (none) {
            violations.add(INTERVAL, "required", "is required, unless there is a schedule", null);
        }
    }

    private static boolean states(ObjectNode document, String field) {
        return document.hasNonNull(field);
    }

    private static ScheduleSpec spec(MonitorInput.Times schedule) {
        return new ScheduleSpec(
                schedule.cron(), null, null, zone(schedule.timezone()), null, null, null, null, null, null);
    }

    private static String zone(@Nullable String timezone) {
        return Objects.requireNonNullElse(timezone, MonitorInput.DEFAULT_ZONE);
    }
}
