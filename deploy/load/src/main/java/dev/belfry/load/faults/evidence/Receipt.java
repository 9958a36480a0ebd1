package dev.belfry.load.faults.evidence;

import java.time.Instant;
import java.util.UUID;

/**
 * A call that the target received.
 *
 * @param scheduledFor as the call said
 * @param attempt as the call said, from 1
 * @param key its Idempotency-Key
 * @param at when it came, by the clock of the machine, which is the database's too
 * @param answered the status that the target gave, or meant to give
 */
public record Receipt(
        UUID execution, UUID job, Instant scheduledFor, int attempt, String key, Instant at, int answered) {

    /** Whether the target asked for another attempt by its answer. */
    public boolean isRefused() {
        return answered >= 500;
    }
}
