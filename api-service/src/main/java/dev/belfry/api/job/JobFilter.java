package dev.belfry.api.job;

import dev.belfry.api.definition.JobState;
import dev.belfry.api.page.QueryValue;
import dev.belfry.core.schedule.JobKind;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list; null means any.
 *
 * @param text part of the name, in any case
 */
record JobFilter(
        @Nullable String state,
        @Nullable String kind,
        @Nullable String text) {

    static JobFilter of(@Nullable String state, @Nullable String kind, @Nullable String text) {
        return new JobFilter(
                QueryValue.oneOf("state", state, JobState.values()),
                QueryValue.oneOf("kind", kind, JobKind.values()),
                QueryValue.text("q", text));
    }
}
