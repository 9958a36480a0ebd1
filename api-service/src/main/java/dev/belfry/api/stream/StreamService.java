package dev.belfry.api.stream;

import dev.belfry.api.auth.LongCall;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Opens live streams. */
@ApplicationScoped
public class StreamService {

    private final FinishedRepository rows;
    private final Listeners listeners;
    private final LongCall call;
    private final StreamConfig config;
    private final Clock clock;

    StreamService(FinishedRepository rows, Listeners listeners, LongCall call, StreamConfig config, Clock clock) {
        this.rows = rows;
        this.listeners = listeners;
        this.call = call;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What finishes from now on, or since an event that the client got last. Ends when the request's token does.
     *
     * @throws Problem 400 when there is no such event, 429 when too many streams are open
     */
    Multi<StreamRound> open(WorkspaceId workspace, @Nullable String lastEventId, RoutingContext request) {
        Position from = lastEventId == null ? Position.at(clock.instant()) : position(lastEventId);
        Listener listener =
                listeners.enter(workspace, () -> request.request().connection().close());
        Walk walk = new Walk(rows, workspace, from, config.lateBy());
        LiveStream stream =
                new LiveStream(walk, listener, config, () -> call.mayGoOn(request, Scope.EXECUTIONS_READ, workspace));
        return stream.rounds().onTermination().invoke(() -> listeners.leave(workspace, listener));
    }

    private static Position position(String lastEventId) {
        return Position.parse(lastEventId)
                .orElseThrow(() -> Problem.invalid(new Detail(
                        "Last-Event-ID", "event_id", "has to be the id of an event of this stream", lastEventId)));
    }
}
