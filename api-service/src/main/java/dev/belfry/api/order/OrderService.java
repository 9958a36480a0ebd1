package dev.belfry.api.order;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.plan.Plan;
import dev.belfry.api.plan.PlanService;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.value.NewId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Places orders. The scheduler hears of it after the commit. */
@ApplicationScoped
public class OrderService {

    private final OrderRepository orders;
    private final PlanService plans;
    private final NewId ids;

    OrderService(OrderRepository orders, PlanService plans, NewId ids) {
        this.orders = orders;
        this.plans = plans;
        this.ids = ids;
    }

    /** The execution that an order led to, and whether it is the order's own. */
    public record Placed(UUID execution, boolean isNew) {}

    /** Queues an execution of a job in any state, or finds the one that has the order's key. */
    public Uni<Placed> ofJob(WorkspaceId workspace, UUID job, Order order) {
        UUID id = ids.next();
        return orders.placeOfJob(workspace, job, id, order)
                .chain(placed -> placed ? placed(id, order) : found(workspace, "job", job, order));
    }

    /** Queues what another execution did once more, whatever became of that one; as the job is now. */
    public Uni<Placed> ofExecution(WorkspaceId workspace, UUID original, Order order) {
        UUID id = ids.next();
        return orders.placeOfExecution(workspace, original, id, order)
                .chain(placed -> placed ? placed(id, order) : found(workspace, "execution", original, order));
    }

    /** Moves an execution that waits for its time to another one; tells whether it was one, and did. */
    public Uni<Boolean> move(WorkspaceId workspace, UUID id, Instant dueAt) {
        return orders.move(workspace, id, dueAt).invoke(moved -> {
            if (moved) {
                plans.announce(new Plan(dueAt, false));
            }
        });
    }

    /** Frees a key, so that the next order under it is a new one; tells whether it was taken. */
    public Uni<Boolean> free(WorkspaceId workspace, UUID job, OrderKey key) {
        return orders.free(workspace, job, key);
    }

    private Uni<Placed> placed(UUID id, Order order) {
        plans.announce(order.dueAt() == null ? new Plan(null, true) : new Plan(order.dueAt(), false));
        return Uni.createFrom().item(new Placed(id, true));
    }

    private Uni<Placed> found(WorkspaceId workspace, String thing, UUID origin, Order order) {
        return keys(workspace, origin, order.keys())
                .map(holder ->
                        holder.map(id -> new Placed(id, false)).orElseThrow(() -> Problem.notFound(thing, origin)));
    }

    private Uni<Optional<UUID>> keys(WorkspaceId workspace, UUID origin, List<OrderKey> keys) {
        return keys.isEmpty() ? Uni.createFrom().item(Optional.empty()) : orders.holder(workspace, origin, keys);
    }
}
