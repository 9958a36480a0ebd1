package dev.belfry.api.monitor;

import dev.belfry.api.json.NonBlank;
import dev.belfry.api.json.ReadOnlyFields;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** A monitor as a client states it. */
@ReadOnlyFields({
    "id",
    "workspace_id",
    "state",
    "ping_url",
    "ping_token",
    "badge_url",
    "last_ping_at",
    "started_at",
    "next_expected_at",
    "ping_count",
    "created_at",
    "updated_at"
})
public record MonitorInput(
        @NotNull(message = "is required")
        @NonBlank
        @Size(max = 200, message = "may have {max} characters at most")
        @Nullable
        String name,

        @Schema(description = "The longest time between two pings, in seconds; either this or schedule")
        @Range(min = 30, max = 31_536_000, message = "has to be from {min} to {max} (a year)")
        @Nullable
        Integer expectedIntervalSec,

        @Schema(description = "When a ping is due; either this or expected_interval_sec") @Nullable
        Times schedule,

        @Schema(description = "How much later a ping may come", defaultValue = "60")
        @Range(min = 1, max = 86_400, message = "has to be from {min} to {max} (a day)")
        @Nullable
        Integer graceSeconds,

        @Schema(
                description = "How long a run may take that tells its start, in seconds; while one is under way no ping"
                        + " is due. By default the grace, and then the ping is due all the same.")
        @Range(min = 1, max = 604_800, message = "has to be from {min} to {max} (a week)")
        @Nullable
        Integer maxRunSeconds) {

    static final int DEFAULT_GRACE = 60;
    static final String DEFAULT_ZONE = "UTC";

    /** When a program runs that pings. */
    @Schema(name = "MonitorSchedule")
    public record Times(
            @Schema(
                    description =
                            "Five fields (minute, hour, day of month, month, day of week) or a macro such as @daily",
                    maxLength = 256)
            @NotNull(message = "is required")
            @Nullable
            String cron,

            @Schema(description = "IANA name", defaultValue = DEFAULT_ZONE) @Nullable
            String timezone) {}
}
