package dev.belfry.api.ledger;

import dev.belfry.core.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about a job's ticks in a range, of one moment.
 *
 * @param schedule as it is now
 * @param changedAt when the job was last changed in any way
 * @param nextRunAt the oldest tick without a row; null when there is none to come
 * @param previous the last tick before the range that has a row; if there is none, when the job was made
 * @param rows of the range in order, and the first after it, which may stand for ticks within
 * @param cutAt when there were too many rows to look at: where they end
 */
record TickSource(
        Schedule schedule,
        Instant changedAt,
        @Nullable Instant nextRunAt,
        Instant previous,
        List<TickRow> rows,
        @Nullable Instant cutAt) {}
