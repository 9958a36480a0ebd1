package dev.belfry.api.definition;

import dev.belfry.core.request.TargetRequest;
import dev.belfry.core.retry.RetryPolicy;

/** A job whose every field was checked. */
public record JobDefinition(String name, JobTiming timing, TargetRequest request, RetryPolicy retryPolicy) {}
