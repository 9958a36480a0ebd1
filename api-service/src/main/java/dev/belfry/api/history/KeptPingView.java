package dev.belfry.api.history;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A ping as it was kept. */
@Schema(name = "Ping")
public record KeptPingView(
        UUID id,

        @Schema(enumeration = {"start", "success", "fail", "log"})
        String kind,

        @Schema(description = "The number that was sent in place of a word") @Nullable
        Integer exitCode,

        @Schema(description = "What the client called the run, as rid") @Nullable
        String runId,

        @Schema(description = "From the start of the run to this end of it") @Nullable
        Long durationMs,

        Instant receivedAt,
        String method,
        @Nullable String ip,
        @Nullable String userAgent,

        @Schema(description = "The first 10 KB of what was sent, as text") @Nullable
        String body,

        boolean bodyTruncated) {}
