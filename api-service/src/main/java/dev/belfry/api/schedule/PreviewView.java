package dev.belfry.api.schedule;

import dev.belfry.core.schedule.SchedulePreview;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** When a schedule would run, and what to know about it. */
@Schema(name = "SchedulePreview")
public record PreviewView(List<Run> runs, String description, List<Warning> warnings) {

    /**
     * @param local the same instant on the clocks of the schedule's time zone
     * @param note set when a change of clocks moved or doubled this run
     */
    public record Run(
            Instant at, OffsetDateTime local, @Nullable String note) {}

    /** Something the author may not have meant. */
    public record Warning(String code, String message) {}

    static PreviewView of(SchedulePreview preview) {
        return new PreviewView(
                preview.runs().stream()
                        .map(run -> new Run(run.at(), run.local(), run.note()))
                        .toList(),
                preview.description(),
                preview.warnings().stream()
                        .map(warning -> new Warning(warning.code(), warning.message()))
                        .toList());
    }
}
