package dev.belfry.api.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.definition.JobDefinition;
import dev.belfry.api.definition.JobReader;
import dev.belfry.api.definition.JobState;
import dev.belfry.api.definition.JobTiming;
import dev.belfry.api.job.JobCreationRepository.Planned;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.plan.Plan;
import dev.belfry.api.problem.DatabaseFailure;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import dev.belfry.api.transaction.Transactions;
import dev.belfry.api.value.Ids;
import dev.belfry.api.value.NewId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What may be done to jobs. Each method is one transaction; the scheduler hears of it after the commit. */
@ApplicationScoped
public class JobService {

    private static final int RETRIES = 3;
    private static final String JOB = "job";

    private final JobRepository jobs;
    private final JobReadRepository reads;
    private final JobListRepository lists;
    private final JobCreationRepository creations;
    private final JobPlanner planner;
    private final JobReader reader;
    private final JobDocument documents;
    private final NewId ids;

    JobService(
            JobRepository jobs,
            JobReadRepository reads,
            JobListRepository lists,
            JobCreationRepository creations,
            JobPlanner planner,
            JobReader reader,
            JobDocument documents,
            NewId ids) {
        this.jobs = jobs;
        this.reads = reads;
        this.lists = lists;
        this.creations = creations;
        this.planner = planner;
        this.reader = reader;
        this.documents = documents;
        this.ids = ids;
    }

    /** A change that was made: what to answer, and what the scheduler has to hear about. */
    private record Made<T>(T answer, Plan plan) {}

    /** The job that a creation leads to, and whether it is the creation's own. */
    public record Created(JobView job, boolean isNew) {}

    /**
     * Creates a job.
     *
     * @param key a job that was created under it is answered instead, whatever the document says; null for none. A
     *     creation that fails leaves it free
     */
    public Uni<Created> create(WorkspaceId workspace, ObjectNode document, @Nullable IdempotencyKey key) {
        if (key == null) {
            return make(workspace, document, null);
        }
        return Uni.createFrom()
                .deferred(() -> known(workspace, key).onItem().ifNull().switchTo(() -> make(workspace, document, key)))
                // Another request was faster with the same key: its job is there to be found.
                .onFailure(DatabaseFailure::isDuplicate)
                .retry()
                .atMost(RETRIES);
    }

    /** Creates jobs that follow a schedule, all of them or none. */
    public Uni<List<JobView>> createAll(WorkspaceId workspace, List<JobDefinition> definitions) {
        List<Planned> planned = definitions.stream()
                .map(definition -> planner.planned(workspace, new JobCreation(ids.next(), definition, null)))
                .toList();
        Plan soonest = Plan.soonest(planned.stream().map(Planned::plan).toList());
        return announced(creations
                .insertAll(workspace, planned)
                .map(created -> new Made<>(created.stream().map(this::view).toList(), soonest)));
    }

    private Uni<@Nullable Created> known(WorkspaceId workspace, IdempotencyKey key) {
        return reads.findByKey(workspace, key)
                .map(found -> found.map(one -> new Created(view(one), false)).orElse(null));
    }

    private Uni<Created> make(WorkspaceId workspace, ObjectNode document, @Nullable IdempotencyKey key) {
        UUID id = ids.next();
        JobCreation creation = new JobCreation(id, reader.read(document, NewId.instantOf(id), null), key);
        return announced(creations
                .insert(workspace, planner.planned(workspace, creation))
                .map(created -> new Made<>(new Created(view(created), true), created.plan())));
    }

    /** Nothing of it has run: this is how it was when it was stored. */
    private JobView view(Planned created) {
        return documents.view(
                created.job(), JobProgress.ofNew(created.job(), created.plan().nextRunAt()));
    }

    private JobView view(JobRows.Found found) {
        return documents.view(found.job(), found.progress());
    }

    public Uni<JobView> find(WorkspaceId workspace, UUID id) {
        return reads.find(workspace, id).map(found -> view(found.orElseThrow(() -> Problem.notFound(JOB, id))));
    }

    /**
     * One page, newest first. It may be short, or empty, and still have a next one: when the filters match so little, or
     * the jobs are so large, that the page's share was examined or read before it was full.
     */
    public Uni<Page<JobView>> list(WorkspaceId workspace, JobFilter filter, PageRequest page) {
        return lists.list(workspace, filter, page)
                .map(found -> Page.examined(
                        found.jobs().stream().map(this::view).toList(),
                        found.goesOnBelow() == null ? null : new Cursor(found.goesOnBelow())));
    }

    /** Merges a patch onto the job and reads the whole like a new job. */
    public Uni<JobView> patch(WorkspaceId workspace, UUID id, ObjectNode patch) {
        return change(workspace, id, patched(patch));
    }

    private BiFunction<Job, Instant, JobChange> patched(ObjectNode patch) {
        return (job, now) -> {
            JobTiming before = documents.timing(job);
            JobDefinition definition = reader.read(documents.merged(job, patch), now, before);
            documents.write(job, definition);
            job.updatedAt = now;
            return JobChange.of(before, definition.timing());
        };
    }

    /** What {@link #patch} would answer, or refuse with. The job stays as it is. */
    public Uni<JobView> tryPatch(WorkspaceId workspace, UUID id, ObjectNode patch) {
        return Transactions.undone(workspace, () -> changed(workspace, id, patched(patch)))
                .map(Made::answer);
    }

    public Uni<JobView> pause(WorkspaceId workspace, UUID id) {
        return changeState(workspace, id, JobState.PAUSED);
    }

    /** Follows the schedule from now on; what fell due meanwhile is not made up. */
    public Uni<JobView> resume(WorkspaceId workspace, UUID id) {
        return changeState(workspace, id, JobState.ACTIVE);
    }

    /**
     * Deletes the job with its rules. Its executions and deliveries are out of sight from now on and vanish later, so
     * that the answer does not depend on how many there are.
     */
    public Uni<Void> delete(WorkspaceId workspace, UUID id) {
        return Transactions.run(workspace, () -> jobs.delete(workspace, id))
                .invoke(deleted -> {
                    if (!deleted) {
                        throw Problem.notFound(JOB, id);
                    }
                })
                .replaceWithVoid();
    }

    /**
     * The job that a text means, which is its id or its name.
     *
     * @throws Problem not found, or unprocessable when several jobs have the name
     */
    public Uni<UUID> idOf(WorkspaceId workspace, String idOrName) {
        return Ids.parse(idOrName)
                .map(id -> require(workspace, id).replaceWith(id))
                .orElseGet(() -> reads.named(workspace, idOrName).map(found -> {
                    if (found.isEmpty()) {
                        throw Problem.notFound(JOB, idOrName);
                    }
                    if (found.size() > 1) {
                        throw new Problem(
                                ProblemCode.UNPROCESSABLE,
                                "several jobs are named " + idOrName + "; say which one by its id",
                                List.of());
                    }
                    return found.get(0);
                }));
    }

    /** Fails as not found unless the workspace has the job. */
    public Uni<Void> require(WorkspaceId workspace, UUID id) {
        return reads.exists(workspace, id)
                .invoke(exists -> {
                    if (!exists) {
                        throw Problem.notFound(JOB, id);
                    }
                })
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
        return announced(Transactions.run(workspace, () -> changed(workspace, id, decision)));
    }

    private Uni<Made<JobView>> changed(WorkspaceId workspace, UUID id, BiFunction<Job, Instant, JobChange> decision) {
        return existing(jobs.lock(workspace, id), id)
                .chain(job -> planner.change(job, now -> decision.apply(job, now))
                        .chain(plan -> view(job).map(view -> new Made<>(view, plan))));
    }

    private <T> Uni<T> announced(Uni<Made<T>> committed) {
        return committed.invoke(made -> planner.announce(made.plan())).map(Made::answer);
    }

    private static Uni<Job> existing(Uni<Job> found, UUID id) {
        return found.onItem().ifNull().failWith(() -> Problem.notFound(JOB, id));
    }

    /** The job as it is now, inside the transaction that changed it. */
    private Uni<JobView> view(Job job) {
        return jobs.progress(new WorkspaceId(job.workspaceId), job.id).map(progress -> documents.view(job, progress));
    }
}
