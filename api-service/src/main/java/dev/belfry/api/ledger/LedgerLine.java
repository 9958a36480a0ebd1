package dev.belfry.api.ledger;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of a due instant.
 *
 * @param outcome executed: an attempt was begun; skipped: it ended without one; pending: neither yet
 * @param executionId null while nothing is planned for it; missed ticks share one
 * @param status of the execution
 * @param reason why it was skipped or canceled
 * @param count how many due instants the line stands for: 1, or more when they cannot be told apart any more
 */
@Schema(name = "LedgerLine")
public record LedgerLine(
        Instant dueAt,

        @Schema(
                type = SchemaType.STRING,
                enumeration = {"executed", "skipped", "pending"})
        String outcome,

        @Nullable UUID executionId,
        @Nullable String status,
        @Nullable String reason,
        int count) {

    static LedgerLine pending(Instant dueAt) {
        return new LedgerLine(dueAt, "pending", null, null, null, 1);
    }
}
