package dev.belfry.api.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a program wants of an execution it asks for. What is null stays as the job says, or as the original of a replay
 * says.
 *
 * @param input sent as the body: a text as it is, any other value as JSON
 * @param tags labels of the execution itself
 * @param dueAt not before; null for at once
 * @param startBy skipped unless it has begun by then
 * @param maxAttempts 1 to 10
 * @param keys all of them have to be free, or the execution of one of them is the answer
 */
public record Order(
        @Nullable JsonNode input,
        @Nullable List<String> tags,
        @Nullable Instant dueAt,
        @Nullable Instant startBy,
        @Nullable Integer maxAttempts,
        Asked asked,
        List<OrderKey> keys) {}
