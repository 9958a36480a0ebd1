package dev.belfry.api.stream;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.stream.FinishedRepository.Late;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One stream's way along the finished executions. One look at a time. */
final class Walk {

    /** What one look brings. */
    record Found(List<Event> events, boolean more) {}

    /** An execution with the position that a client has reached once it has got it. */
    record Event(Finished finished, Position position) {}

    private static final int AT_A_TIME = 500;

    private final FinishedRepository rows;
    private final WorkspaceId workspace;
    private final Duration lateBy;
    private final Map<UUID, Instant> sent = new HashMap<>();
    private Position position;

    Walk(FinishedRepository rows, WorkspaceId workspace, Position from, Duration lateBy) {
        this.rows = rows;
        this.workspace = workspace;
        this.position = from;
        this.lateBy = lateBy;
        sent.put(from.id(), from.finishedAt());
    }

    /**
     * The order matters: what comes into sight behind the place after the first of the two statements is younger than
     * the horizon it gave, and the next look finds it.
     */
    Uni<Found> look() {
        return rows.late(workspace, position, lateBy).chain(late -> {
            List<UUID> unsent =
                    late.ids().stream().filter(id -> !sent.containsKey(id)).toList();
            List<UUID> now = unsent.subList(0, Math.min(unsent.size(), AT_A_TIME));
            return rows.find(workspace, now)
                    .chain(behind -> rows.after(workspace, position, AT_A_TIME)
                            .map(ahead -> take(late, behind, ahead, unsent.size() > now.size())));
        });
    }

    private Found take(Late late, List<Finished> behind, List<Finished> ahead, boolean moreBehind) {
        List<Event> events = new ArrayList<>(behind.size() + ahead.size());
        for (Finished one : behind) {
            // The place stays, and so does the horizon: who is cut off between two of these gets them again.
            events.add(event(one, position));
        }
        if (!moreBehind) {
            position = position.seenUpTo(late.horizon());
        }
        for (Finished one : ahead) {
            position = new Position(one.finishedAt(), one.id(), position.horizon());
            events.add(event(one, position));
        }
        forget();
        return new Found(events, moreBehind || ahead.size() == AT_A_TIME);
    }

    private Event event(Finished one, Position reached) {
        sent.put(one.id(), one.finishedAt());
        return new Event(one, reached);
    }

    private void forget() {
        Instant oldest = position.finishedAt().minus(lateBy);
        sent.values().removeIf(at -> at.isBefore(oldest));
    }
}
