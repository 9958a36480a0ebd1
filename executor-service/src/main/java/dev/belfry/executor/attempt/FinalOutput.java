package dev.belfry.executor.attempt;

import org.jspecify.annotations.Nullable;

/**
 * What the job's output template made of an answer.
 *
 * @param json null where there is no template, or nothing could be made
 * @param flaw why nothing could be made; null otherwise
 */
public record FinalOutput(@Nullable String json, @Nullable String flaw) {

    static final FinalOutput NONE = new FinalOutput(null, null);
}
