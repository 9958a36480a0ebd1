package dev.belfry.api.ledger;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The row of a tick.
 *
 * @param scheduledFor the tick, or the newest of those the row stands for
 * @param begun whether an attempt was
 * @param count how many ticks it stands for
 */
record TickRow(
        UUID id,
        Instant scheduledFor,
        String status,
        @Nullable String reason,
        boolean begun,
        int count,
        Instant createdAt) {

    private static final Set<String> OPEN = Set.of("queued", "running", "waiting");

    LedgerLine line(Instant dueAt, int ticks) {
        return new LedgerLine(dueAt, outcome(), id, status, reason, ticks);
    }

    private String outcome() {
        if (begun) {
            return "executed";
        }
        return OPEN.contains(status) ? "pending" : "skipped";
    }
}
