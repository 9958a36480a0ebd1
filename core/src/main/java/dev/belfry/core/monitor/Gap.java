package dev.belfry.core.monitor;

import java.time.Instant;

/**
 * A time in which nobody could take pings.
 *
 * @param from when somebody could for the last time
 * @param to when somebody could again
 */
public record Gap(Instant from, Instant to) {}
