package dev.belfry.api.schedule;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule looks like, for the API's description only: {@link dev.belfry.core.schedule.ScheduleSpec} is what is
 * read, and core's rules are what is checked.
 */
@Schema(name = "Schedule", description = "Everything about when; which fields are required depends on the kind")
public record ScheduleShape(
        @Schema(
                description = "Five fields (minute, hour, day of month, month, day of week) or a macro such as @daily;"
                        + " required by kind cron, refused elsewhere",
                maxLength = 256)
        @Nullable
        String cron,

        @Schema(description = "Minutes between two runs; required by kind recurring, refused elsewhere")
        @Range(min = 1, max = 1440)
        @Nullable
        Integer everyNMinutes,

        @Schema(description = "In the future when saved; required by kind scheduled, refused elsewhere") @Nullable
        Instant runAt,

        @Schema(description = "IANA name, for kind cron", defaultValue = "UTC") @Nullable
        String timezone,

        @Schema(
                description =
                        "What becomes of a time that a change of clocks skips: it runs right after, or not at all;"
                                + " for kind cron",
                enumeration = {"vixie", "skip"},
                defaultValue = "vixie")
        @Nullable
        String dst,

        @Schema(description = "Spreads jobs: each run is moved by the job's own offset below this", defaultValue = "0")
        @Range(min = 0, max = 3600)
        @Nullable
        Integer jitterSeconds,

        @Schema(description = "No run before it") @Nullable Instant startsAt,

        @Schema(description = "No run after it; later than starts_at") @Nullable
        Instant endsAt,

        @Schema(
                description = "What becomes of the runs that an outage of the scheduler missed",
                enumeration = {"latest", "all", "none"},
                defaultValue = "latest")
        @Nullable
        String catchUp,

        @Schema(description = "Older runs are never made up", defaultValue = "3600")
        @Range(min = 0, max = 2_592_000)
        @Nullable
        Integer catchUpWindowSeconds) {}
