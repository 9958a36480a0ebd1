package dev.belfry.api.bulk;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an action is.
 *
 * @param id carries the instant at which it was asked for
 * @param total how many executions it is about
 * @param done how many have had their turn
 * @param failed with how many of these nothing could be done
 */
public record BulkAction(
        UUID id,
        @Nullable String name,
        Kind kind,
        State state,
        int total,
        int done,
        int failed,
        @Nullable Instant finishedAt) {

    public enum Kind {
        CANCEL,
        REPLAY;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum State {
        PENDING,
        COMPLETED,
        ABORTED
    }
}
