package dev.belfry.api.definition;

import dev.belfry.core.request.RequestCheck;
import dev.belfry.core.request.TargetRequest;
import dev.belfry.core.retry.RetryPolicy;
import java.util.Set;

/** A job whose every field was checked. */
public record JobDefinition(
        String name, JobTiming timing, TargetRequest request, RetryPolicy retryPolicy, JobOptions options) {

    /** The secrets that the request refers to, whether they exist or not. */
    public Set<String> secretNames() {
        return RequestCheck.secretNames(request);
    }
}
