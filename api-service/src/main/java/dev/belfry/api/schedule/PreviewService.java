package dev.belfry.api.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.json.Violations;
import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.SchedulePreview;
import dev.belfry.core.schedule.ScheduleSpec;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Previews a schedule by the rules that check and fire it. Touches no row. */
@Singleton
public class PreviewService {

    private static final int DEFAULT_COUNT = 5;

    /** The job there is not yet. Its jitter, if any, is one of many. */
    private static final UUID NO_JOB = new UUID(0, 0);

    private final DocumentReader documents;
    private final ScheduleRules rules;
    private final Clock clock;

    public PreviewService(DocumentReader documents, ScheduleRules rules, Clock clock) {
        this.documents = documents;
        this.rules = rules;
        this.clock = clock;
    }

    public PreviewView preview(ObjectNode document) {
        Violations violations = new Violations();
        PreviewInput input = documents.read(document, PreviewInput.class, violations);
        Instant now = clock.instant();
        ScheduleSpec schedule = input.schedule();
        if (schedule != null) {
            rules.check(impliedKind(input, schedule, violations), schedule, now, violations);
        }
        violations.throwIfAny();
        ScheduleSpec sound = Objects.requireNonNull(schedule);
        Instant from = Objects.requireNonNullElse(input.from(), now);
        int count = Objects.requireNonNullElse(input.count(), DEFAULT_COUNT);
        return PreviewView.of(SchedulePreview.of(kind(input, sound), sound, NO_JOB, from, from, count));
    }

    /** As {@link #kind}, where the field that implies the kind may have been refused for its type. */
    private static JobKind impliedKind(PreviewInput input, ScheduleSpec schedule, Violations violations) {
        if (input.kind() == null && schedule.impliedKind().isEmpty()) {
            if (violations.concerns("schedule.every_n_minutes")) {
                return JobKind.RECURRING;
            }
            if (violations.concerns("schedule.run_at")) {
                return JobKind.SCHEDULED;
            }
        }
        return kind(input, schedule);
    }

    /** The kind that was sent, or else the one the schedule implies; one that implies none is told what cron needs. */
    private static JobKind kind(PreviewInput input, ScheduleSpec schedule) {
        return input.kind() != null ? input.kind() : schedule.impliedKind().orElse(JobKind.CRON);
    }
}
