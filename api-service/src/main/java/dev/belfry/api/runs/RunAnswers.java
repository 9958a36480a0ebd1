package dev.belfry.api.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is answered besides runs. */
final class RunAnswers {

    private RunAnswers() {}

    /** A run by its id. */
    @Schema(name = "RunHandle")
    public record Handle(String id) {}

    /** @param isCached whether the run was there already, under the same key */
    @Schema(name = "TriggeredRun")
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record Triggered(String id, boolean isCached) {}

    @Schema(name = "TagsAdded")
    public record TagsAdded(String message) {}

    /** What became of a run that has ended. */
    @Schema(name = "RunResult")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record Result(
            boolean ok,
            String id,
            @Nullable String taskIdentifier,
            @Nullable String output,
            @Nullable String outputType,
            @Nullable Usage usage,
            @Nullable ResultError error) {}

    @Schema(name = "RunUsage")
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record Usage(long durationMs) {}

    @Schema(name = "RunResultError")
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record ResultError(String type, String name, String message, String stackTrace) {}

    @Schema(name = "RunMetadata")
    public record Metadata(
            @Schema(implementation = Object.class) JsonNode metadata) {}

    /** What happened to a run: one event for each attempt. */
    @Schema(name = "RunEvents")
    public record Events(List<SpanData> events) {}

    @Schema(name = "TracedRun")
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record Traced(Trace trace) {}

    @Schema(name = "RunTrace")
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record Trace(String traceId, Span rootSpan) {}

    @Schema(name = "RunSpan")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record Span(
            String id,
            @Nullable String parentId,
            String runId,
            SpanData data,
            @Schema(implementation = Object[].class) List<Span> children) {}

    /** @param duration in nanoseconds */
    @Schema(name = "RunSpanData")
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record SpanData(
            String runId,
            String message,
            String taskSlug,
            String startTime,
            long duration,
            boolean isError,
            boolean isPartial,
            boolean isCancelled,
            String level) {}
}
