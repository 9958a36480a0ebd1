package dev.belfry.scheduler.monitor;

import dev.belfry.core.monitor.Expectation;
import dev.belfry.core.monitor.MonitorState;
import dev.belfry.core.monitor.Wait;
import java.time.Instant;
import java.util.UUID;

/**
 * A monitor whose deadline has passed, locked.
 *
 * @param judgedUpTo deadlines after it cannot be judged yet
 */
record OverdueMonitor(
        UUID id, UUID workspaceId, MonitorState state, Expectation expectation, Wait waiting, Instant judgedUpTo) {}
