package dev.belfry.api.monitor;

import dev.belfry.core.monitor.Expectation;
import dev.belfry.core.monitor.HeartbeatSchedule;
import dev.belfry.core.monitor.MonitorState;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of a monitor, without what only pings change. */
record Monitor(
        UUID id,
        UUID workspaceId,
        Definition definition,
        MonitorState state,
        Progress progress,
        Instant createdAt,
        Instant updatedAt) {

    /** What a client states. Either the interval is there, or the cron expression with its zone. */
    record Definition(
            String name,
            @Nullable Integer expectedIntervalSec,
            @Nullable String cron,
            @Nullable String timezone,
            int graceSeconds,
            @Nullable Integer maxRunSeconds) {

        Expectation expectation() {
            return new Expectation(
                    HeartbeatSchedule.of(expectedIntervalSec, cron, timezone),
                    Duration.ofSeconds(graceSeconds),
                    maxRunSeconds == null ? null : Duration.ofSeconds(maxRunSeconds));
        }

        /** Whether pings are due at the same times. */
        boolean isTimedAs(Definition other) {
            return Objects.equals(expectedIntervalSec, other.expectedIntervalSec)
                    && Objects.equals(cron, other.cron)
                    && Objects.equals(timezone, other.timezone);
        }
    }

    /** Where it stands; the deadline is null while it is paused. */
    record Progress(
            Instant anchorAt,
            @Nullable Instant lastPingAt,
            @Nullable Instant startedAt,
            @Nullable Instant nextExpectedAt,
            long pingCount) {}
}
