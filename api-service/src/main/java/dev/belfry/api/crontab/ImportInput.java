package dev.belfry.api.crontab;

import dev.belfry.api.json.NonBlank;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A crontab to make jobs of. */
public record ImportInput(
        @Schema(
                description = "A crontab of 1000 jobs at most",
                examples = "CRON_TZ=Europe/Berlin\n30 9 * * 1-5 https://example.com/report\n")
        @NotNull(message = "is required")
        @NonBlank
        @Nullable
        String crontab,

        @Schema(description = "What the lines call that name no URL", examples = "https://example.com/hook") @Nullable
        String defaultUrl) {}
