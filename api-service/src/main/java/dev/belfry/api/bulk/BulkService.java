package dev.belfry.api.bulk;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.bulk.BulkAction.Kind;
import dev.belfry.api.bulk.BulkAction.State;
import dev.belfry.api.bulk.BulkRepository.Part;
import dev.belfry.api.control.ControlService;
import dev.belfry.api.order.Asked;
import dev.belfry.api.order.Order;
import dev.belfry.api.order.OrderKey;
import dev.belfry.api.order.OrderService;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import dev.belfry.api.search.FoundExecution;
import dev.belfry.api.search.Place;
import dev.belfry.api.search.Search;
import dev.belfry.api.search.SearchService;
import dev.belfry.api.value.NewId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts actions on many executions, and sees to it that they go on. */
@ApplicationScoped
public class BulkService {

    /** How many executions one action may be about. */
    public static final int MOST = 5_000;

    private static final Logger LOG = Logger.getLogger(BulkService.class);
    private static final Duration KEY_LIFE = Duration.ofDays(1);
    private static final int PAGE = 100;

    private final BulkRepository actions;
    private final SearchService executions;
    private final ControlService control;
    private final OrderService orders;
    private final NewId ids;

    BulkService(
            BulkRepository actions, SearchService executions, ControlService control, OrderService orders, NewId ids) {
        this.actions = actions;
        this.executions = executions;
        this.control = control;
        this.orders = orders;
        this.ids = ids;
    }

    /** Starts an action on these executions; those that do not exist fail. */
    public Uni<UUID> start(WorkspaceId workspace, Kind kind, @Nullable String name, List<UUID> about) {
        BulkAction action = new BulkAction(ids.next(), name, kind, State.PENDING, about.size(), 0, 0, null);
        return actions.insert(workspace, action, about)
                .invoke(() -> goOn(workspace, action.id()))
                .replaceWith(action.id());
    }

    /**
     * The executions that a search finds now.
     *
     * @throws Problem unprocessable when there are more than {@value #MOST}
     */
    public Uni<List<UUID>> found(WorkspaceId workspace, Search search) {
        return found(workspace, search, Place.newest(PAGE), new ArrayList<>());
    }

    private Uni<List<UUID>> found(WorkspaceId workspace, Search search, Place place, List<UUID> before) {
        return executions.page(workspace, search, place).chain(page -> {
            before.addAll(page.rows().stream().map(FoundExecution::id).toList());
            if (before.size() > MOST) {
                throw new Problem(
                        ProblemCode.UNPROCESSABLE, "more than " + MOST + " runs match; narrow the filter", List.of());
            }
            return page.older() == null
                    ? Uni.createFrom().item(before)
                    : found(workspace, search, new Place(PAGE, page.older(), Place.Side.OLDER), before);
        });
    }

    /** How far an action is. One that somebody left lying goes on. */
    public Uni<BulkAction> find(WorkspaceId workspace, UUID id) {
        return actions.find(workspace, id)
                .map(found -> found.orElseThrow(() -> Problem.notFound("bulk action", id)))
                .invoke(action -> {
                    if (action.state() == State.PENDING) {
                        goOn(workspace, id);
                    }
                });
    }

    /** Newest first; next to a place, which may be at the newest end. */
    public Uni<List<BulkAction>> list(WorkspaceId workspace, Place place) {
        return place.beside() == null || place.side() == Place.Side.OLDER
                ? actions.older(workspace, place.beside(), place.size())
                : actions.newer(workspace, place.beside(), place.size());
    }

    /** Leaves the rest of an action undone; one that is done stays as it is. */
    public Uni<Void> abort(WorkspaceId workspace, UUID id) {
        return find(workspace, id).chain(action -> actions.abort(workspace, id));
    }

    /** Nobody waits for it: what is left when it fails, whoever looks next goes on with. */
    private void goOn(WorkspaceId workspace, UUID id) {
        actions.take(workspace, id)
                .chain(part -> part.map(next -> work(workspace, id, next))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("bulk action left lying: bulkActionId=%s %s", id, failure));
    }

    private Uni<Void> work(WorkspaceId workspace, UUID id, Part part) {
        if (part.executions().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(part.executions())
                .onItem()
                .transformToUniAndConcatenate(execution -> one(workspace, id, part.kind(), execution))
                .collect()
                .asList()
                .map(outcomes -> (int) outcomes.stream().filter(done -> !done).count())
                .chain(failed -> actions.advance(workspace, id, part, failed))
                .chain(next -> next.map(following -> work(workspace, id, following))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
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
