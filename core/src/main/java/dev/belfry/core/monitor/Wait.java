package dev.belfry.core.monitor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor waits for.
 *
 * @param anchor from when on: the last end of a run, or the creation, resume or change of schedule
 * @param first whether no ping ended a run yet, so that nothing is known of when they come
 * @param startedAt when the first run began that has not ended; null when none is under way
 */
public record Wait(Instant anchor, boolean first, @Nullable Instant startedAt) {}
