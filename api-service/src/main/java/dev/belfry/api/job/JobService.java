package dev.belfry.api.job;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.definition.JobDefinition;
import dev.belfry.api.definition.JobReader;
import dev.belfry.api.definition.JobState;
import dev.belfry.api.definition.JobTiming;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.plan.Plan;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.transaction.Transactions;
import dev.belfry.api.value.NewId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

/** What may be done to jobs. Each method is one transaction; the scheduler hears of it after the commit. */
@ApplicationScoped
public class JobService {

    private final JobRepository jobs;
    private final JobPlanner planner;
    private final JobReader reader;
    private final JobDocument documents;
    private final NewId ids;

    JobService(JobRepository jobs, JobPlanner planner, JobReader reader, JobDocument documents, NewId ids) {
        this.jobs = jobs;
        this.planner = planner;
        this.reader = reader;
        this.documents = documents;
        this.ids = ids;
    }

    /** A change that was made: what to answer, and what the scheduler has to hear about. */
    private record Made(JobView view, Plan plan) {}

    public Uni<JobView> create(WorkspaceId workspace, ObjectNode document) {
        UUID id = ids.next();
        Instant now = NewId.instantOf(id);
        JobDefinition definition = reader.read(document, now, null);
        return announced(Transactions.run(workspace, () -> {
            Job job = newJob(workspace, id, now);
            write(job, definition);
            planner.write(job, definition.timing());
            return planner.create(job, definition.timing())
                    .chain(plan -> view(job).map(view -> new Made(view, plan)));
        }));
    }

    public Uni<JobView> find(WorkspaceId workspace, UUID id) {
        return Transactions.read(
                workspace, () -> existing(jobs.find(workspace, id), id).chain(this::view));
    }

    public Uni<Page<JobView>> list(WorkspaceId workspace, JobFilter filter, PageRequest page) {
        return Transactions.read(
                workspace,
                () -> jobs.list(workspace, filter, page)
                        .map(found -> Page.of(found, page, job -> new Cursor(job.id)))
                        .chain(found -> views(workspace, found)));
    }

    /** Merges a patch onto the job and reads the whole like a new job. */
    public Uni<JobView> patch(WorkspaceId workspace, UUID id, ObjectNode patch) {
        return change(workspace, id, (job, now) -> {
            JobTiming before = documents.timing(job);
            JobDefinition definition = reader.read(documents.merged(job, patch), now, before);
            write(job, definition);
            job.updatedAt = now;
            return JobChange.of(before, definition.timing());
        });
    }

    public Uni<JobView> pause(WorkspaceId workspace, UUID id) {
        return changeState(workspace, id, JobState.PAUSED);
    }

    /** Follows the schedule from now on; what fell due meanwhile is not made up. */
    public Uni<JobView> resume(WorkspaceId workspace, UUID id) {
        return changeState(workspace, id, JobState.ACTIVE);
    }

    /** Deletes the job with its rules, deliveries and executions. */
    public Uni<Void> delete(WorkspaceId workspace, UUID id) {
        return Transactions.run(
                workspace,
                () -> jobs.delete(workspace, id)
                        .invoke(deleted -> {
                            if (!deleted) {
                                throw Problem.notFound("job", id);
                            }
                        })
                        .chain(() -> planner.erase(workspace, id)));
    }

    /** Fails as not found unless the workspace has the job. */
    public Uni<Void> require(WorkspaceId workspace, UUID id) {
        return Transactions.read(workspace, () -> existing(jobs.find(workspace, id), id))
                .replaceWithVoid();
    }

    private Uni<JobView> changeState(WorkspaceId workspace, UUID id, JobState state) {
        return change(workspace, id, (job, now) -> {
            JobTiming before = documents.timing(job);
            if (before.state() == JobState.COMPLETED) {
                throw Problem.conflict("the job is completed; give it a new schedule, or state active by PATCH");
            }
            return JobChange.of(before, before.in(state));
        });
    }

    private Uni<JobView> change(WorkspaceId workspace, UUID id, BiFunction<Job, Instant, JobChange> decision) {
        return announced(Transactions.run(
                workspace,
                () -> existing(jobs.lock(workspace, id), id)
                        .chain(job -> planner.change(job, now -> decision.apply(job, now))
                                .chain(plan -> view(job).map(view -> new Made(view, plan))))));
    }

    private Uni<JobView> announced(Uni<Made> committed) {
        return committed.invoke(made -> planner.announce(made.plan())).map(Made::view);
    }

    private static Job newJob(WorkspaceId workspace, UUID id, Instant now) {
        Job job = new Job();
        job.id = id;
        job.workspaceId = workspace.value();
        job.anchorAt = now;
        job.plan = 1;
        job.createdAt = now;
        job.updatedAt = now;
        return job;
    }

    private void write(Job job, JobDefinition definition) {
        job.name = definition.name();
        job.request = documents.text(definition.request());
        job.retryPolicy = documents.text(definition.retryPolicy());
    }

    private static Uni<Job> existing(Uni<Job> found, UUID id) {
        return found.onItem().ifNull().failWith(() -> Problem.notFound("job", id));
    }

    private Uni<JobView> view(Job job) {
        WorkspaceId workspace = new WorkspaceId(job.workspaceId);
        return jobs.progress(workspace, List.of(job.id))
                .map(progress -> progress.stream()
                        .findFirst()
                        .map(one -> documents.view(job, one))
                        // Deleted since it was read.
                        .orElseThrow(() -> Problem.notFound("job", job.id)));
    }

    private Uni<Page<JobView>> views(WorkspaceId workspace, Page<Job> page) {
        List<UUID> ids = page.data().stream().map(job -> job.id).toList();
        if (ids.isEmpty()) {
            return Uni.createFrom().item(new Page<>(List.of(), null));
        }
        return jobs.progress(workspace, ids).map(progress -> {
            Map<UUID, JobProgress> byJob = progress.stream().collect(toMap(one -> one.jobId, identity()));
            // A job that was deleted since it was read has none.
            return page.only(job -> byJob.containsKey(job.id))
                    .map(job -> documents.view(job, requireNonNull(byJob.get(job.id))));
        });
    }
}
