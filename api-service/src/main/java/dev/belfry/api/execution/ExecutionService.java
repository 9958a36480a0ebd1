package dev.belfry.api.execution;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.execution.ExecutionRepository.Found;
import dev.belfry.api.job.JobService;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Reads executions. */
@ApplicationScoped
public class ExecutionService {

    private final ExecutionRepository executions;
    private final JobService jobs;

    ExecutionService(ExecutionRepository executions, JobService jobs) {
        this.executions = executions;
        this.jobs = jobs;
    }

    /** An execution with its attempts. */
    public Uni<ExecutionView> find(WorkspaceId workspace, UUID id) {
        return executions.find(workspace, id).onItem().ifNull().failWith(() -> Problem.notFound("execution", id));
    }

    /**
     * One page, newest scheduled time first. It may be short, or empty, and still have a next one: when the filters
     * match so little that the page's share of rows was examined before it was full.
     */
    public Uni<Page<ExecutionView>> list(WorkspaceId workspace, ExecutionFilter filter, PageRequest page) {
        if (filter.jobName() == null || filter.jobId() != null) {
            return examine(workspace, filter, page);
        }
        return executions.named(workspace, filter.jobName()).chain(jobs -> {
            if (jobs == null || jobs.size() > 1) {
                return examine(workspace, filter, page);
            }
            return jobs.isEmpty()
                    ? Uni.createFrom().item(Page.examined(List.of(), null))
                    // A name that means one job is searched by that job's index.
                    : examine(workspace, filter.ofJob(jobs.get(0)), page);
        });
    }

    /** As {@link #list}, but a job that does not exist is a problem and not an empty list. */
    public Uni<Page<ExecutionView>> listOf(WorkspaceId workspace, UUID job, ExecutionFilter filter, PageRequest page) {
        return jobs.require(workspace, job).chain(() -> list(workspace, filter, page));
    }

    private Uni<Page<ExecutionView>> examine(WorkspaceId workspace, ExecutionFilter filter, PageRequest page) {
        return executions
                .list(workspace, filter, page)
                .chain(rows -> rows.size() == page.fetch()
                        ? Uni.createFrom().item(full(rows, page))
                        : executions.listToExtent(workspace, filter, page).map(found -> page(found, page)));
    }

    private static Page<ExecutionView> page(Found found, PageRequest page) {
        return found.rows().size() == page.fetch()
                ? full(found.rows(), page)
                : Page.examined(found.rows(), found.examinedTo() == null ? null : new Cursor(found.examinedTo()));
    }

    private static Page<ExecutionView> full(List<ExecutionView> rows, PageRequest page) {
        return Page.of(rows, page, execution -> new Cursor(execution.id()));
    }
}
