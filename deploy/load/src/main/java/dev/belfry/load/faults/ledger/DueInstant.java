package dev.belfry.load.faults.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * An instant at which a job's schedule asks for a run.
 *
 * @param at in whole milliseconds
 * @param isCertain whether there must be a row; otherwise there may be one
 */
public record DueInstant(UUID job, Instant at, boolean isCertain) {}
