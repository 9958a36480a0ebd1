package dev.belfry.api.delivery;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.value.NewId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Reads deliveries, has them made again, and tries channels out. */
@ApplicationScoped
public class DeliveryService {

    private static final String THING = "delivery";
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final DeliveryRepository deliveries;
    private final ChannelTestConfig config;
    private final NewId ids;
    private final Vertx vertx;

    DeliveryService(DeliveryRepository deliveries, ChannelTestConfig config, NewId ids, Vertx vertx) {
        this.deliveries = deliveries;
        this.config = config;
        this.ids = ids;
        this.vertx = vertx;
    }

    public Uni<Page<DeliveryView>> list(WorkspaceId workspace, DeliveryFilter filter, PageRequest page) {
        return deliveries
                .list(workspace, filter, page)
                .map(rows -> Page.of(rows, page, delivery -> new Cursor(delivery.id())));
    }

    public Uni<DeliveryView> find(WorkspaceId workspace, UUID id) {
        return deliveries.find(workspace, id).map(found -> found.orElseThrow(() -> Problem.notFound(THING, id)));
    }

    /** Has a delivery that ended made once more, at once and under its old id. */
    public Uni<DeliveryView> redeliver(WorkspaceId workspace, UUID id) {
        return find(workspace, id)
                .chain(known -> deliveries.repeat(workspace, id))
                .map(repeated -> repeated.orElseThrow(
                        () -> Problem.conflict("the delivery has not ended yet, or what it tells of is gone")));
    }

    /** Puts a sample among the deliveries and gives it as soon as it ended, or when nobody waits any longer. */
    public Uni<DeliveryView> test(WorkspaceId workspace, UUID channel) {
        UUID id = ids.next();
        long looks = config.waitFor().toMillis() / LOOK_EVERY.toMillis();
        return deliveries.insertTest(workspace, id, channel).chain(() -> ended(workspace, id, looks));
    }

    private Uni<DeliveryView> ended(WorkspaceId workspace, UUID id, long looks) {
        return find(workspace, id)
                .chain(delivery -> !delivery.isPending() || looks == 0
                        ? Uni.createFrom().item(delivery)
                        : pause().chain(() -> ended(workspace, id, looks - 1)));
    }

    /** By a timer of the event loop that asks, so that the request stays on it. */
    private Uni<Void> pause() {
        return Uni.createFrom()
                .emitter(emitter -> vertx.setTimer(LOOK_EVERY.toMillis(), fired -> emitter.complete(null)));
    }
}
