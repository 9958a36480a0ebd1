package dev.belfry.api.execution;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.belfry.core.execution.ErrorCode;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt looks like, for the API's description only: attempts are answered as the executor stored them, in
 * camelCase.
 */
@Schema(name = "Attempt")
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
record AttemptShape(
        int number,
        Status status,
        @Nullable Integer statusCode,
        @Nullable Long latencyMs,
        Instant startedAt,
        Instant finishedAt,
        @Nullable ErrorCode errorClass,
        @Nullable String errorMessage,
        @Nullable Map<String, String> responseHeaders,
        @Nullable String bodyPreview,
        @Nullable String outputError,
        @Nullable Integer redirects,
        @Nullable Timing timing) {

    /** Where the time of a call went, in milliseconds; what did not take place is null. */
    @Schema(name = "AttemptTiming")
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    record Timing(
            @Nullable Double dnsMs,
            @Nullable Double connectMs,
            @Nullable Double tlsMs,
            @Nullable Double firstByteMs,
            @Nullable Double totalMs) {}

    @Schema(name = "AttemptStatus")
    enum Status {
        SUCCESS,
        TIMEOUT,
        CONNECTION_ERROR,
        HTTP_ERROR
    }
}
