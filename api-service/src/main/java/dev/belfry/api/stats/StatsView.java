package dev.belfry.api.stats;

import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a job did.
 *
 * @param window as asked for
 * @param from where the window begins; it ends at the moment of the answer
 * @param total executions whose scheduled time lies in the window; a skipped row counts once, whatever it stands for
 * @param truncated whether there were more than could be looked at: then everything tells of the newest 10,000 alone
 * @param byStatus a number for each status, zero included
 * @param successRate succeeded of succeeded and failed, from 0 to 1; null when there is neither
 * @param durationMs from the first attempt's start to the end, waits between attempts included; ended ones that began
 * @param latenessMs from the scheduled time to the first attempt's start; those that began
 */
@Schema(name = "JobStats")
public record StatsView(
        String window,
        Instant from,
        long total,
        boolean truncated,
        Map<String, Long> byStatus,
        @Nullable Double successRate,
        Percentiles durationMs,
        Percentiles latenessMs) {

    /** Values that occurred, in whole milliseconds: so many percent took no longer. Null when there are none. */
    @Schema(name = "Percentiles")
    public record Percentiles(
            @Nullable Long p50,
            @Nullable Long p95,
            @Nullable Long p99) {

        static Percentiles of(Long @Nullable [] values) {
            return values == null
                    ? new Percentiles(null, null, null)
                    : new Percentiles(values[0], values[1], values[2]);
        }
    }
}
