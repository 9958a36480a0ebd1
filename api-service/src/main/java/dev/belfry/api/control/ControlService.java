package dev.belfry.api.control;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.control.ControlRepository.RunNow;
import dev.belfry.api.execution.ExecutionService;
import dev.belfry.api.execution.ExecutionView;
import dev.belfry.api.plan.Plan;
import dev.belfry.api.plan.PlanService;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import dev.belfry.api.transaction.Transactions;
import dev.belfry.api.value.NewId;
import dev.belfry.core.execution.ExecutionStatus;
import dev.belfry.core.execution.TriggerSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What may be done to executions. Each answers with the execution as it then is. */
@ApplicationScoped
public class ControlService {

    private static final String ENDED = "has ended and cannot be canceled any more";

    private static final Set<String> OPEN = Stream.of(
                    ExecutionStatus.QUEUED, ExecutionStatus.RUNNING, ExecutionStatus.WAITING)
            .map(ExecutionStatus::wireName)
            .collect(Collectors.toUnmodifiableSet());

    private final ControlRepository control;
    private final ExecutionService executions;
    private final PlanService plans;
    private final CancelNews news;
    private final NewId ids;

    ControlService(
            ControlRepository control, ExecutionService executions, PlanService plans, CancelNews news, NewId ids) {
        this.control = control;
        this.executions = executions;
        this.plans = plans;
        this.news = news;
        this.ids = ids;
    }

    /** Queues an execution of a job in any state; its schedule is untouched. */
    public Uni<ExecutionView> runNow(WorkspaceId workspace, UUID job) {
        UUID id = ids.next();
        return control.insertManual(workspace, new RunNow(job, id)).map(name -> {
            String jobName = name.orElseThrow(() -> Problem.notFound("job", job));
            plans.announce(new Plan(null, true));
            // As it was stored. Asking for it again would tell a moment later, at the price of the request.
            return ExecutionView.queued(id, job, jobName, TriggerSource.MANUAL, NewId.instantOf(id));
        });
    }

    /** Queues what an ended execution's job says now; the original stays as it is. Of an open one it is a conflict. */
    public Uni<ExecutionView> replay(WorkspaceId workspace, UUID original) {
        UUID id = ids.next();
        return Transactions.repeated(() -> control.insertReplay(workspace, original, id, NewId.instantOf(id)))
                .chain(queued -> queued
                        ? executions.find(workspace, id).invoke(() -> plans.announce(new Plan(null, true)))
                        : refused(workspace, original, "has not ended; it can be replayed once it has"));
    }

    /** Ends an open execution; a call under way is cut off within moments. Of an ended one it is a conflict. */
    public Uni<ExecutionView> cancel(WorkspaceId workspace, UUID id) {
        return Transactions.repeated(() -> control.cancel(workspace, id)).chain(canceled -> {
            if (canceled == null) {
                return refused(workspace, id, ENDED);
            }
            news.tell(workspace, id, canceled);
            return executions.find(workspace, id);
        });
    }

    /** The execution as it is, or the conflict, where {@link #cancel} would end it or be refused. Changes nothing. */
    public Uni<ExecutionView> tryCancel(WorkspaceId workspace, UUID id) {
        return executions
                .find(workspace, id)
                .chain(execution -> OPEN.contains(execution.status())
                        ? Uni.createFrom().item(execution)
                        : refused(workspace, id, ENDED));
    }

    private Uni<ExecutionView> refused(WorkspaceId workspace, UUID id, String why) {
        return executions.find(workspace, id).map(execution -> {
            throw new Problem(
                    ProblemCode.CONFLICT,
                    "execution " + id + " " + why + "; its status is " + execution.status(),
                    List.of(new Detail("status", "status", why, execution.status())));
        });
    }
}
