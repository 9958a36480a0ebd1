package dev.belfry.api.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What may be sent, for the API's description only. */
final class RunInputs {

    private static final String SPAN = "Like 30s, 15m, 1h30m, 7d";

    private RunInputs() {}

    @Schema(name = "TriggerInput")
    record Trigger(
            @Schema(description = "In the encoding that options.payloadType says", implementation = Object.class)
            @Nullable
            JsonNode payload,

            @Nullable TriggerOptions options) {}

    @Schema(name = "TriggerOptions")
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    record TriggerOptions(
            @Schema(description = "application/json, application/super+json or text/plain") @Nullable
            String payloadType,

            @Schema(description = "A span, or a time in the future") @Nullable
            String delay,

            @Schema(description = SPAN) @Nullable String ttl,
            @Nullable List<String> tags,
            @Nullable String idempotencyKey,

            @Schema(name = "idempotencyKeyTTL", description = SPAN) @Nullable
            String idempotencyKeyTTL,

            @Schema(implementation = Object.class) @Nullable JsonNode metadata,
            @Nullable Integer maxAttempts,
            @Nullable Boolean test) {}

    @Schema(name = "ReplayInput")
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    record Replay(
            @Schema(description = "In the encoding that payloadType says", implementation = Object.class) @Nullable
            JsonNode payload,

            @Nullable String payloadType,

            @Schema(description = "A span, or a time in the future") @Nullable
            String delay,

            @Schema(description = SPAN) @Nullable String ttl,
            @Nullable List<String> tags,
            @Nullable String idempotencyKey,
            @Schema(implementation = Object.class) @Nullable JsonNode metadata,
            @Nullable Integer maxAttempts) {}

    @Schema(name = "RescheduleInput")
    record Reschedule(
            @Schema(description = "A span from now on, or a time in the future")
            String delay) {}

    @Schema(name = "TagsInput")
    record Tags(List<String> tags) {}

    @Schema(name = "MetadataInput")
    record Metadata(@Schema(implementation = Object.class) JsonNode metadata) {}

    @Schema(name = "KeyResetInput")
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    record Reset(String taskIdentifier) {}

    @Schema(name = "BulkInput")
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    record Bulk(
            @Schema(description = "cancel or replay") String action,

            @Schema(description = "As a list of runs is filtered, by plain names", implementation = Object.class)
            @Nullable
            JsonNode filter,

            @Nullable List<String> runIds,
            @Nullable String name) {}
}
