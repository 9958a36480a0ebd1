package dev.belfry.api.schedule;

import dev.belfry.api.json.Violations;
import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.Schedule;
import dev.belfry.core.schedule.ScheduleSpec;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Core's rules for schedules, as violations of the document that holds one. */
@Singleton
public class ScheduleRules {

    /** @param asOf what has to be in the future has to be after it */
    public void check(JobKind kind, ScheduleSpec schedule, Instant asOf, Violations violations) {
        Schedule.violations(kind, schedule, asOf)
                .forEach(broken -> violations.add(broken.field(), broken.rule(), broken.message(), broken.value()));
    }
}
