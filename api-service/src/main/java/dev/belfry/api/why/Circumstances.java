package dev.belfry.api.why;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stands in an execution's row besides what a client sees.
 *
 * @param dispatchedAt when it was last handed to the executors
 * @param limited whether its job bounds how many are open at once
 * @param lostCount how often an executor died over it
 */
record Circumstances(@Nullable Instant dispatchedAt, boolean limited, int lostCount) {

    static final Circumstances UNKNOWN = new Circumstances(null, false, 0);
}
