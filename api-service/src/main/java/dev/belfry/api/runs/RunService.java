package dev.belfry.api.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import dev.belfry.api.search.FoundExecution;
import dev.belfry.api.search.FoundPage;
import dev.belfry.api.search.SearchService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * What is known of runs, in the client's words, for every door. Ids are {@code run_…}; what is no id, and what belongs to
 * another workspace, is not found. Bad input is a problem of the input whose details name it.
 */
@ApplicationScoped
public class RunService {

    private final SearchService executions;
    private final Runs runs;
    private final Clock clock;

    RunService(SearchService executions, Runs runs, Clock clock) {
        this.executions = executions;
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * One page of runs.
     *
     * @param query {@code filter[status]}, {@code page[size]} and the like, or the same plainly: {@code status},
     *     {@code limit}, {@code after}
     */
    public Uni<RunPage> list(WorkspaceId workspace, MultivaluedMap<String, String> query) {
        RunSearch asked = RunSearch.of(RunQuery.of(query), clock);
        return asked.search()
                .map(search -> executions.page(workspace, search, asked.place()))
                .orElseGet(() -> Uni.createFrom().item(new FoundPage(List.of(), null, null)))
                .map(page -> runs.page(workspace, page));
    }

    public Uni<RunView> retrieve(WorkspaceId workspace, String run) {
        return find(workspace, run).map(runs::whole);
    }

    /** What became of a run that has ended; one that has not is not found. */
    public Uni<RunAnswers.Result> result(WorkspaceId workspace, String run) {
        return find(workspace, run).map(found -> RunResults.of(found, runs));
    }

    /** As an object: a text, which the service itself answers, is refused by its client. */
    public Uni<RunAnswers.Metadata> metadata(WorkspaceId workspace, String run) {
        return retrieve(workspace, run)
                .map(view -> new RunAnswers.Metadata(
                        view.metadata() == null ? JsonNodeFactory.instance.objectNode() : view.metadata()));
    }

    public Uni<RunAnswers.Events> events(WorkspaceId workspace, String run) {
        return find(workspace, run).map(RunSpans::events);
    }

    public Uni<RunAnswers.Traced> trace(WorkspaceId workspace, String run) {
        return find(workspace, run).map(RunSpans::trace);
    }

    Uni<FoundExecution> find(WorkspaceId workspace, String run) {
        return executions
                .find(workspace, id(run))
                .onFailure(failure -> isOf(failure, ProblemCode.NOT_FOUND))
                .transform(failure -> notFound());
    }

    static UUID id(String run) {
        return RunId.parse(RunId.RUN, run).orElseThrow(RunService::notFound);
    }

    static boolean isOf(Throwable failure, ProblemCode code) {
        return failure instanceof Problem problem && problem.code() == code;
    }

    static Problem notFound() {
        return new Problem(ProblemCode.NOT_FOUND, "Run not found", List.of());
    }
}
