package dev.belfry.load.faults.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A run that was asked for outside of any schedule.
 *
 * @param execution what the answer named; empty when there was none, so that nobody knows whether it was made
 * @param asked when the request was sent
 * @param ended when it was answered, or given up
 */
public record RunNow(UUID job, Optional<UUID> execution, Instant asked, Instant ended) {}
