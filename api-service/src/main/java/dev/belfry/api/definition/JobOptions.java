package dev.belfry.api.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.core.schedule.Overlap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of a job is neither when nor what to call.
 *
 * @param tags in the order in which they were sent, each once
 * @param concurrencyLimit how many of its executions may be open at once, from 1 to 1000; null is any number
 * @param overlap what becomes of an execution beyond that
 * @param responseOutputTemplate what to make of the answer: an object; null is nothing
 */
public record JobOptions(
        List<String> tags,
        @Nullable Integer concurrencyLimit,
        Overlap overlap,
        @Nullable JsonNode responseOutputTemplate) {

    static JobOptions of(JobInput input) {
        return new JobOptions(
                Objects.requireNonNullElse(input.tags(), List.of()),
                input.concurrencyLimit(),
                Objects.requireNonNullElse(input.overlap(), Overlap.QUEUE),
                input.responseOutputTemplate());
    }
}
