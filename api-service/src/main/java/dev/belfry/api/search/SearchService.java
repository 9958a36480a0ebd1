package dev.belfry.api.search;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.search.Search.Jobs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Finds executions. */
@ApplicationScoped
public class SearchService {

    private final SearchRepository executions;

    SearchService(SearchRepository executions) {
        this.executions = executions;
    }

    /** An execution with all that is known of it; fails as not found. */
    public Uni<FoundExecution> find(WorkspaceId workspace, UUID id) {
        return executions.find(workspace, id).map(found -> found.orElseThrow(() -> Problem.notFound("execution", id)));
    }

    /** One page. It may be short, or empty, and still have others beyond. */
    public Uni<FoundPage> page(WorkspaceId workspace, Search search, Place place) {
        if (search.jobs().size() != 1 || !search.jobs().get(0).ids().isEmpty()) {
            return examine(workspace, search, place);
        }
        Jobs asked = search.jobs().get(0);
        return executions.named(workspace, asked.names()).chain(found -> {
            if (found.isEmpty() || found.get().size() > 1) {
                return examine(workspace, search, place);
            }
            return found.get().isEmpty()
                    ? Uni.createFrom().item(new FoundPage(List.of(), null, null))
                    // A name that means one job is searched by that job's index.
                    : examine(workspace, search.withJobs(only(asked, found.get().get(0))), place);
        });
    }

    private static List<Jobs> only(Jobs asked, UUID job) {
        return List.of(new Jobs(Set.of(job), Set.of(), asked.scheduled()));
    }

    private Uni<FoundPage> examine(WorkspaceId workspace, Search search, Place place) {
        return executions
                .fullPage(workspace, search, place)
                .chain(full -> full.map(page -> Uni.createFrom().item(page))
                        .orElseGet(() -> executions.pageToExtent(workspace, search, place)));
    }
}
