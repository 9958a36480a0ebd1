package dev.belfry.api.bulk;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.bulk.BulkAction.Kind;
import dev.belfry.api.bulk.BulkRepository.Part;
import dev.belfry.api.control.ControlService;
import dev.belfry.api.order.Asked;
import dev.belfry.api.order.Order;
import dev.belfry.api.order.OrderKey;
import dev.belfry.api.order.OrderService;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import dev.belfry.api.value.NewId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Does what an action says, a part at a time. */
@ApplicationScoped
class BulkWork {

    private static final Logger LOG = Logger.getLogger(BulkWork.class);
    private static final Duration KEY_LIFE = Duration.ofDays(30);

    private final BulkRepository actions;
    private final ControlService control;
    private final OrderService orders;

    BulkWork(BulkRepository actions, ControlService control, OrderService orders) {
        this.actions = actions;
        this.control = control;
        this.orders = orders;
    }

    /** Goes on with an action until it is done, unless somebody is at it. What is left when it fails lies for the next. */
    Uni<Void> goOn(WorkspaceId workspace, UUID id) {
        return actions.take(workspace, id)
                .chain(part -> parts(workspace, id, part))
                .onFailure()
                .invoke(failure -> LOG.warnf("bulk action left lying: bulkActionId=%s %s", id, failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> parts(WorkspaceId workspace, UUID id, Optional<Part> part) {
        return part.filter(next -> !next.executions().isEmpty())
                .map(next -> failures(workspace, id, next)
                        .chain(failed -> actions.advance(workspace, id, next, failed))
                        .chain(following -> parts(workspace, id, following)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Integer> failures(WorkspaceId workspace, UUID id, Part part) {
        return Multi.createFrom()
                .iterable(part.executions())
                .onItem()
                .transformToUniAndConcatenate(execution -> one(workspace, id, part.kind(), execution))
                .collect()
                .asList()
                .map(outcomes -> (int) outcomes.stream().filter(done -> !done).count());
    }

    /** Whether it is done. A cancel that comes too late is, and what the database refuses for a moment is not. */
    private Uni<Boolean> one(WorkspaceId workspace, UUID id, Kind kind, UUID execution) {
        Uni<?> done = kind == Kind.CANCEL
                ? control.cancel(workspace, execution)
                : orders.ofExecution(workspace, execution, replay(id, execution));
        return done.map(any -> true)
                .onFailure(Problem.class)
                .recoverWithItem(failure -> ((Problem) failure).code() == ProblemCode.CONFLICT);
    }

    private static Order replay(UUID action, UUID execution) {
        OrderKey key = new OrderKey(
                "bulk " + action + " " + execution, NewId.instantOf(action).plus(KEY_LIFE), false);
        return new Order(null, null, null, null, null, Asked.NOTHING, List.of(key));
    }
}
