package dev.belfry.api.bulk;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.bulk.BulkAction.Kind;
import dev.belfry.api.bulk.BulkAction.State;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import dev.belfry.api.search.FoundExecution;
import dev.belfry.api.search.Place;
import dev.belfry.api.search.Search;
import dev.belfry.api.search.SearchService;
import dev.belfry.api.value.NewId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts actions on many executions, and sees to it that they go on. */
@ApplicationScoped
public class BulkService {

    /** How many executions one action may be about. */
    public static final int MOST = 5_000;

    private static final int PAGE = 100;

    /** Each stands for ten thousand executions that were looked at and took some ten milliseconds. */
    private static final int MOST_SHORT_PAGES = 50;

    private final BulkRepository actions;
    private final SearchService executions;
    private final BulkWork work;
    private final NewId ids;

    BulkService(BulkRepository actions, SearchService executions, BulkWork work, NewId ids) {
        this.actions = actions;
        this.executions = executions;
        this.work = work;
        this.ids = ids;
    }

    /**
     * Starts an action; those executions that do not exist fail.
     *
     * @param requestKey names the call: its repetition finds the action that the first one started; null for no such name
     * @param about the executions, which a repetition does not ask for
     */
    public Uni<UUID> start(
            WorkspaceId workspace,
            Kind kind,
            @Nullable String name,
            @Nullable String requestKey,
            Supplier<Uni<List<UUID>>> about) {
        String call = requestKey == null || requestKey.isEmpty() ? null : requestKey;
        return earlier(workspace, call)
                .chain(earlier -> earlier.map(id -> Uni.createFrom().item(id))
                        .orElseGet(() ->
                                about.get().chain(found -> begin(workspace, action(kind, name, found), call, found))));
    }

    private BulkAction action(Kind kind, @Nullable String name, List<UUID> about) {
        return new BulkAction(ids.next(), name, kind, State.PENDING, about.size(), 0, 0, null);
    }

    private Uni<UUID> begin(WorkspaceId workspace, BulkAction action, @Nullable String call, List<UUID> about) {
        return actions.insert(workspace, action, about, call).chain(inserted -> {
            if (inserted) {
                goOn(workspace, action.id());
                return Uni.createFrom().item(action.id());
            }
            // Two calls of one name at the same time: the other one was first.
            return earlier(workspace, call).map(Optional::orElseThrow);
        });
    }

    private Uni<Optional<UUID>> earlier(WorkspaceId workspace, @Nullable String call) {
        return call == null ? Uni.createFrom().item(Optional.empty()) : actions.ofRequest(workspace, call);
    }

    /**
     * The executions that a search finds now.
     *
     * @throws Problem unprocessable when there are more than {@value #MOST}, or when they are so few among so many that
     *     looking for them would take too long
     */
    public Uni<List<UUID>> found(WorkspaceId workspace, Search search) {
        return found(workspace, search, MOST_SHORT_PAGES);
    }

    Uni<List<UUID>> found(WorkspaceId workspace, Search search, int shortPages) {
        return found(workspace, search, Place.newest(PAGE), new ArrayList<>(), shortPages);
    }

    private Uni<List<UUID>> found(
            WorkspaceId workspace, Search search, Place place, List<UUID> before, int shortPages) {
        return executions.page(workspace, search, place).chain(page -> {
            before.addAll(page.rows().stream().map(FoundExecution::id).toList());
            if (before.size() > MOST) {
                throw tooMany("more than " + MOST + " runs match; narrow the filter");
            }
            if (page.older() == null) {
                return Uni.createFrom().item(before);
            }
            int left = page.rows().size() < PAGE ? shortPages - 1 : shortPages;
            if (left == 0) {
                throw tooMany(
                        "there are too many runs to look at all of them; narrow the filter, such as to some days");
            }
            return found(workspace, search, new Place(PAGE, page.older(), Place.Side.OLDER), before, left);
        });
    }

    private static Problem tooMany(String message) {
        return new Problem(ProblemCode.UNPROCESSABLE, message, List.of());
    }

    /** How far an action is. One that somebody left lying goes on. */
    public Uni<BulkAction> find(WorkspaceId workspace, UUID id) {
        return existing(workspace, id).invoke(action -> goOnIfPending(workspace, action));
    }

    /** Newest first; next to a place, which may be at the newest end. Those that somebody left lying go on. */
    public Uni<List<BulkAction>> list(WorkspaceId workspace, Place place) {
        Uni<List<BulkAction>> listed = place.beside() == null || place.side() == Place.Side.OLDER
                ? actions.older(workspace, place.beside(), place.size())
                : actions.newer(workspace, place.beside(), place.size());
        return listed.invoke(found -> found.forEach(action -> goOnIfPending(workspace, action)));
    }

    /** Leaves the rest of an action undone; one that is done stays as it is. */
    public Uni<Void> abort(WorkspaceId workspace, UUID id) {
        return existing(workspace, id).chain(action -> actions.abort(workspace, id));
    }

    private Uni<BulkAction> existing(WorkspaceId workspace, UUID id) {
        return actions.find(workspace, id).map(found -> found.orElseThrow(() -> Problem.notFound("bulk action", id)));
    }

    private void goOnIfPending(WorkspaceId workspace, BulkAction action) {
        if (action.state() == State.PENDING) {
            goOn(workspace, action.id());
        }
    }

    /** Nobody waits for it. */
    private void goOn(WorkspaceId workspace, UUID id) {
        work.goOn(workspace, id).subscribe().with(done -> {});
    }
}
