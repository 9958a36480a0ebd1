package dev.belfry.api.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.control.ControlService;
import dev.belfry.api.label.LabelService;
import dev.belfry.api.order.OrderService;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import dev.belfry.api.search.FoundExecution;
import dev.belfry.api.search.FoundPage;
import dev.belfry.api.search.SearchService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What may be done to runs, in the client's words, for every door. Ids are {@code run_…}; what is no id, and what belongs
 * to another workspace, is not found. Bad input is a problem of the input whose details name it.
 */
@ApplicationScoped
public class RunService {

    private final SearchService executions;
    private final ControlService control;
    private final OrderService orders;
    private final LabelService labels;
    private final Translation translation;

    RunService(
            SearchService executions,
            ControlService control,
            OrderService orders,
            LabelService labels,
            Translation translation) {
        this.executions = executions;
        this.control = control;
        this.orders = orders;
        this.labels = labels;
        this.translation = translation;
    }

    /**
     * One page of runs.
     *
     * @param query {@code filter[status]}, {@code page[size]} and the like, or the same plainly: {@code status},
     *     {@code limit}, {@code after}
     */
    public Uni<RunPage> list(WorkspaceId workspace, MultivaluedMap<String, String> query) {
        RunSearch asked = RunSearch.of(RunQuery.of(query), translation.clock());
        return asked.search()
                .map(search -> executions.page(workspace, search, asked.place()))
                .orElseGet(() -> Uni.createFrom().item(new FoundPage(List.of(), null, null)))
                .map(page -> translation.runs().page(workspace, page));
    }

    public Uni<RunView> retrieve(WorkspaceId workspace, String run) {
        return find(workspace, run).map(translation.runs()::whole);
    }

    /** Cancels a run that has not ended; one that has stays as it is. */
    public Uni<RunAnswers.Handle> cancel(WorkspaceId workspace, String run) {
        return control.cancel(workspace, id(run))
                .replaceWithVoid()
                .onFailure(failure -> isOf(failure, ProblemCode.CONFLICT))
                .recoverWithUni(() -> Uni.createFrom().voidItem())
                .onFailure(failure -> isOf(failure, ProblemCode.NOT_FOUND))
                .transform(failure -> notFound())
                .replaceWith(new RunAnswers.Handle(run));
    }

    /** A new run of what another one did, whatever became of that. */
    public Uni<RunAnswers.Handle> replay(
            WorkspaceId workspace, String run, ObjectNode body, @Nullable String requestKey) {
        UUID original = id(run);
        return find(workspace, run)
                .chain(found -> orders.ofExecution(
                        workspace, original, translation.wishes().ofReplay(body, requestKey)))
                .map(placed -> new RunAnswers.Handle(RunId.text(RunId.RUN, placed.execution())));
    }

    /** Gives a run that waits for its time another one, and answers the run. */
    public Uni<RunView> reschedule(WorkspaceId workspace, String run, ObjectNode body) {
        return find(workspace, run)
                .chain(found -> {
                    Instant dueAt = translation.wishes().delay(new RunBody(body, ""));
                    return orders.move(workspace, found.id(), dueAt);
                })
                .invoke(moved -> {
                    if (!moved) {
                        throw Problem.invalid(
                                new Detail("", "status", "Cannot reschedule a run that is not delayed", null));
                    }
                })
                .chain(moved -> retrieve(workspace, run));
    }

    public Uni<RunAnswers.TagsAdded> addTags(WorkspaceId workspace, String run, ObjectNode body) {
        RunBody fields = new RunBody(body, "");
        return find(workspace, run)
                .chain(found -> labels.addTags(
                        workspace,
                        found.id(),
                        fields.tags("tags")
                                .orElseThrow(
                                        () -> fields.refused("tags", "required", "has to be a text or a list", null))))
                .map(added -> new RunAnswers.TagsAdded(
                        added == 0 ? "No new tags to add" : "Successfully set " + added + " new tags."));
    }

    /** What became of a run that has ended; one that has not is not found. */
    public Uni<RunAnswers.Result> result(WorkspaceId workspace, String run) {
        return find(workspace, run).map(found -> RunResults.of(found, translation.runs()));
    }

    /** As an object: a text, which the service itself answers, is refused by its client. */
    public Uni<RunAnswers.Metadata> metadata(WorkspaceId workspace, String run) {
        return retrieve(workspace, run)
                .map(view -> new RunAnswers.Metadata(
                        view.metadata() == null ? JsonNodeFactory.instance.objectNode() : view.metadata()));
    }

    public Uni<RunAnswers.Metadata> changeMetadata(WorkspaceId workspace, String run, ObjectNode body) {
        return find(workspace, run)
                .chain(found -> labels.change(workspace, found.id(), new MetadataChange(body)))
                .map(RunAnswers.Metadata::new);
    }

    public Uni<RunAnswers.Events> events(WorkspaceId workspace, String run) {
        return find(workspace, run).map(RunResults::events);
    }

    private Uni<FoundExecution> find(WorkspaceId workspace, String run) {
        return executions
                .find(workspace, id(run))
                .onFailure(failure -> isOf(failure, ProblemCode.NOT_FOUND))
                .transform(failure -> notFound());
    }

    private static UUID id(String run) {
        return RunId.parse(RunId.RUN, run).orElseThrow(RunService::notFound);
    }

    private static boolean isOf(Throwable failure, ProblemCode code) {
        return failure instanceof Problem problem && problem.code() == code;
    }

    static Problem notFound() {
        return new Problem(ProblemCode.NOT_FOUND, "Run not found", List.of());
    }
}
