package dev.belfry.api.job;

import dev.belfry.api.definition.JobState;
import dev.belfry.api.page.QueryValue;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.core.schedule.JobKind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list; null means any.
 *
 * @param text part of the name, in any case
 * @param tags what the job has to have, all of them; empty means any
 */
public record JobFilter(
        @Nullable String state,
        @Nullable String kind,
        @Nullable String text,
        List<String> tags) {

    private static final int MAX_TAGS = 20;

    /** Whether no index finds what it asks for. */
    boolean isSieve() {
        return kind != null || text != null || !tags.isEmpty();
    }

    static JobFilter of(JobQuery query) {
        return of(query.state, query.kind, query.text, Objects.requireNonNullElse(query.tags, List.of()));
    }

    /** The filter that texts ask for; a problem names the one that means nothing. */
    public static JobFilter of(
            @Nullable String state, @Nullable String kind, @Nullable String text, List<String> tags) {
        if (tags.size() > MAX_TAGS) {
            throw Problem.invalid(
                    new Detail("tag", "size", "may be given " + MAX_TAGS + " times at most", tags.size()));
        }
        tags.forEach(tag -> QueryValue.text("tag", tag));
        return new JobFilter(
                QueryValue.oneOf("state", state, JobState.values()),
                QueryValue.oneOf("kind", kind, JobKind.values()),
                QueryValue.text("q", text),
                List.copyOf(tags));
    }
}
