package dev.belfry.api.rule;

import dev.belfry.api.json.NonBlank;
import dev.belfry.api.json.ReadOnlyFields;
import dev.belfry.core.notification.NotificationEvent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** A rule as a client states it. */
@ReadOnlyFields({"id", "workspace_id", "job_id", "monitor_id", "created_at"})
public record RuleInput(
        @NotNull(message = "is required") @Nullable UUID channelId,
        @NotNull(message = "is required") @Nullable NotificationEvent event,

        @Schema(description = "Of a rule of the whole workspace: only jobs that carry this tag")
        @NonBlank
        @Size(max = 64, message = "may have {max} characters at most")
        @Nullable
        String tag,

        @Schema(
                description =
                        "on_failure: tell an outage once, when so many executions in a row have failed; absent: tell"
                                + " every failure. on_recovered: only after so many, 1 by default")
        @Range(min = 1, max = 100, message = "has to be from {min} to {max}")
        @Nullable
        Integer afterFailures,

        @Schema(description = "At most one message in so many minutes; it counts the others")
        @Range(min = 1, max = 10_080, message = "has to be from {min} to {max}")
        @Nullable
        Integer minIntervalMinutes,

        @Schema(description = "on_failure and on_down: say so again every so many hours while it stays broken")
        @Range(min = 1, max = 720, message = "has to be from {min} to {max}")
        @Nullable
        Integer remindHours,

        @Schema(description = "on_late: how much later than planned is late; 60 by default")
        @Range(min = 1, max = 86_400, message = "has to be from {min} to {max}")
        @Nullable
        Integer lateSeconds,

        @Schema(description = "When to keep quiet; what happens meanwhile is told afterwards, in one message")
        @Valid
        @Nullable
        Quiet quietHours) {

    static final int DEFAULT_LATE_SECONDS = 60;

    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

    /** Hours of every day, by the clocks of a zone; {@code to} is the next day when it is not after {@code from}. */
    @Schema(name = "QuietHours")
    public record Quiet(
            @Schema(examples = "22:00")
            @NotNull(message = "is required")
            @Pattern(regexp = TIME, message = "has to be a time of day from 00:00 to 23:59")
            @Nullable
            String from,

            @Schema(examples = "07:00")
            @NotNull(message = "is required")
            @Pattern(regexp = TIME, message = "has to be a time of day from 00:00 to 23:59")
            @Nullable
            String to,

            @Schema(description = "An IANA time zone; UTC by default")
            @Size(max = 64, message = "may have {max} characters at most")
            @Nullable
            String timezone) {}
}
