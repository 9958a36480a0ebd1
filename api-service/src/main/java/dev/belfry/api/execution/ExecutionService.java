package dev.belfry.api.execution;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.job.JobService;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.plan.Plan;
import dev.belfry.api.plan.PlanService;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.transaction.Transactions;
import dev.belfry.api.value.NewId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Reads executions, and queues one by hand. */
@ApplicationScoped
public class ExecutionService {

    private final ExecutionRepository executions;
    private final JobService jobs;
    private final PlanService plans;
    private final NewId ids;

    ExecutionService(ExecutionRepository executions, JobService jobs, PlanService plans, NewId ids) {
        this.executions = executions;
        this.jobs = jobs;
        this.plans = plans;
        this.ids = ids;
    }

    public Uni<ExecutionView> find(WorkspaceId workspace, UUID id) {
        return executions.find(workspace, id).onItem().ifNull().failWith(() -> Problem.notFound("execution", id));
    }

    public Uni<Page<ExecutionView>> list(WorkspaceId workspace, ExecutionFilter filter, PageRequest page) {
        return executions
                .list(workspace, filter, page)
                .map(rows -> Page.of(rows, page, execution -> new Cursor(execution.id())));
    }

    /** As {@link #list}, but a job that does not exist is a problem and not an empty list. */
    public Uni<Page<ExecutionView>> listOf(WorkspaceId workspace, UUID job, ExecutionFilter filter, PageRequest page) {
        return jobs.require(workspace, job).chain(() -> list(workspace, filter, page));
    }

    /** Queues an execution of a job in any state; its schedule is untouched. */
    public Uni<ExecutionView> runNow(WorkspaceId workspace, UUID job) {
        UUID id = ids.next();
        // The id carries the instant, as it does for every execution.
        Instant now = NewId.instantOf(id);
        return Transactions.repeated(() -> executions.insertManual(workspace, job, id, now))
                .invoke(queued -> {
                    if (!queued) {
                        throw Problem.notFound("job", job);
                    }
                    plans.announce(new Plan(null, true));
                })
                .chain(() -> find(workspace, id));
    }
}
