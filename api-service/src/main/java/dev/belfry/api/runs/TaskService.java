package dev.belfry.api.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.job.JobService;
import dev.belfry.api.order.OrderService;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What may be done to tasks, which are jobs: run them. */
@ApplicationScoped
public class TaskService {

    private final JobService jobs;
    private final OrderService orders;
    private final Wishes wishes;
    private final Clock clock;

    TaskService(JobService jobs, OrderService orders, Wishes wishes, Clock clock) {
        this.jobs = jobs;
        this.orders = orders;
        this.wishes = wishes;
        this.clock = clock;
    }

    /**
     * Triggers a run.
     *
     * @param task a job's name or id; of several jobs with one name none is meant
     * @param requestKey names this call: a repetition of it finds the run; null for no such name
     */
    public Uni<RunAnswers.Triggered> trigger(
            WorkspaceId workspace, String task, ObjectNode body, @Nullable String requestKey) {
        return job(workspace, task)
                .chain(job -> orders.ofJob(workspace, job, wishes.ofTrigger(body, requestKey)))
                .map(placed -> new RunAnswers.Triggered(RunId.text(RunId.RUN, placed.execution()), !placed.isNew()));
    }

    /** Frees an idempotency key of a task. */
    public Uni<RunAnswers.Handle> reset(WorkspaceId workspace, String key, ObjectNode body) {
        String task = new RunBody(body, "").text("taskIdentifier").orElse("");
        return job(workspace, task)
                .chain(job -> orders.free(workspace, job, Wishes.ofUser(key, clock.instant())))
                .map(freed -> {
                    if (!freed) {
                        throw new Problem(ProblemCode.NOT_FOUND, "No runs found with that idempotency key", List.of());
                    }
                    return new RunAnswers.Handle(key);
                });
    }

    private Uni<UUID> job(WorkspaceId workspace, String task) {
        return task.indexOf('\0') >= 0 || task.isEmpty()
                ? Uni.createFrom().failure(() -> unknown(task))
                : jobs.idOf(workspace, task)
                        .onFailure(failure ->
                                failure instanceof Problem problem && problem.code() == ProblemCode.NOT_FOUND)
                        .transform(failure -> unknown(task));
    }

    private static Problem unknown(String task) {
        return new Problem(ProblemCode.NOT_FOUND, "Task \"" + task + "\" not found", List.of());
    }
}
