package dev.belfry.api.mcp.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.definition.JobState;
import dev.belfry.api.job.IdempotencyKey;
import dev.belfry.api.job.JobFilter;
import dev.belfry.api.job.JobService;
import dev.belfry.api.job.JobView;
import dev.belfry.core.schedule.JobKind;
import jakarta.inject.Singleton;
import java.util.List;

/** Jobs: to find, make, change and remove them. */
@Singleton
class JobTools implements Toolbox {

    private static final String ID = "job_id";
    private static final String JOB = "job";
    private static final Argument JOB_ID = Argument.id(ID, "The job's id, as list_jobs tells it");
    private static final String[] PARTS = {"schedule", "request", "retry_policy"};

    private final JobService jobs;

    JobTools(JobService jobs) {
        this.jobs = jobs;
    }

    @Override
    public Group group() {
        return Group.JOBS;
    }

    @Override
    public List<Tool> tools() {
        return List.of(list(), get(), create(), update(), pause(), resume(), delete());
    }

    private Tool list() {
        return Tool.named("list_jobs", "List jobs")
                .is("job_list", Scope.JOBS_READ, Effect.READS)
                .described("""
                        Finds jobs, newest first; use it to get a job's id. Changes nothing. A page may be short and still
                        have a next_cursor: pass it as cursor until it is null. Next: get_job for one of them,
                        list_executions for what it did.
                        """)
                .calling(call -> jobs.list(
                        call.workspace(),
                        JobFilter.of(call.text("state"), call.text("kind"), call.text("q"), call.texts("tag")),
                        call.page()));
    }

    private Tool get() {
        return Tool.named("get_job", "Read a job")
                .is("job_find", Scope.JOBS_READ, Effect.READS)
                .described("""
                        Reads one job: what it calls, when, its state, next_run_at and how the last run went. Changes
                        nothing. Next: update_job to change it, list_executions with its job_id for its history.
                        """)
                .takes(JOB_ID)
                .calling(call -> jobs.find(call.workspace(), call.id(ID, JOB)));
    }

    private Tool create() {
        return Tool.named("create_job", "Create a job")
                .is("job_create", Scope.JOBS_WRITE, Effect.ADDS)
                .described("""
                        Stores a job that calls a URL. Say when by one of: cron (with timezone), every_n_minutes, run_at
                        (once, RFC 3339), or kind one_time (once, at once). An active job begins to run by itself; state
                        draft only stores it. Credentials go into a secret first (create_secret) and into headers as
                        secret://name. Check an unusual schedule with preview_schedule before. With an idempotency_key a
                        repeated call answers the first job. Next: run_job to try it, get_execution to see the result.
                        """)
                .takes(Argument.optionalText(
                        "idempotency_key", "Makes it safe to call again: 1 to 255 printable ASCII characters"))
                .dissolves(PARTS)
                .mayLack("kind")
                .reachesOut()
                .calling(call -> jobs.create(
                                call.workspace(),
                                withKind(call.document()),
                                IdempotencyKey.of(call.text("idempotency_key")))
                        .map(JobService.Created::job));
    }

    private Tool update() {
        return Tool.named("update_job", "Change a job")
                .is("job_patch", Scope.JOBS_WRITE, Effect.DESTROYS)
                .described("""
                        Changes the fields it is given and leaves the others; null resets one to its default. The old
                        schedule fires no more once this is answered. What a field held before is gone, so read the job
                        first (get_job), and use dry_run to see the result without keeping it. A text that get_job showed
                        shortened must not be sent back.
                        """)
                .takes(JOB_ID)
                .dissolves(PARTS)
                .reachesOut()
                .calling(call -> call.changing(
                        JobTools::changed,
                        () -> jobs.tryPatch(call.workspace(), call.id(ID, JOB), call.document()),
                        () -> jobs.patch(call.workspace(), call.id(ID, JOB), call.document())));
    }

    private static String changed(JobView job) {
        boolean atOnce =
                job.kind().equals(JobKind.ONE_TIME.wireName()) && job.state().equals(JobState.ACTIVE.wireName());
        return "job " + job.id() + " with the changes applied; next run: "
                + (atOnce && job.nextRunAt() == null ? "once, at once" : job.nextRunAt());
    }

    private Tool pause() {
        return Tool.named("pause_job", "Pause a job")
                .is("job_pause", Scope.JOBS_WRITE, Effect.SETS)
                .described("""
                        Stops a job's schedule until resume_job; executions under way go on (cancel_execution ends them).
                        Use it instead of delete_job when in doubt.
                        """)
                .takes(JOB_ID)
                .calling(call -> jobs.pause(call.workspace(), call.id(ID, JOB)));
    }

    private Tool resume() {
        return Tool.named("resume_job", "Resume a job")
                .is("job_resume", Scope.JOBS_WRITE, Effect.SETS)
                .described("""
                        Lets a paused or draft job follow its schedule from now on; runs missed meanwhile are not made up.
                        next_run_at of the answer tells the next one.
                        """)
                .takes(JOB_ID)
                .calling(call -> jobs.resume(call.workspace(), call.id(ID, JOB)));
    }

    private Tool delete() {
        return Tool.named("delete_job", "Delete a job")
                .is("job_delete", Scope.JOBS_WRITE, Effect.DESTROYS)
                .described("""
                        Removes a job for good, with its notification rules; its executions are out of sight at once. Ask
                        with dry_run first and show the user what would go; pause_job can be taken back, this cannot.
                        """)
                .takes(JOB_ID)
                .calling(call -> call.removing(
                        "the job with its notification rules is removed, its executions and deliveries are out of sight",
                        () -> jobs.find(call.workspace(), call.id(ID, JOB)),
                        () -> jobs.delete(call.workspace(), call.id(ID, JOB))));
    }

    /** As in a preview, the kind is what the schedule's fields tell, unless it is stated. */
    private static ObjectNode withKind(ObjectNode job) {
        if (!job.has("kind")) {
            if (job.at("/schedule/cron").isTextual()) {
                job.put("kind", "cron");
            } else if (job.at("/schedule/every_n_minutes").isNumber()) {
                job.put("kind", "recurring");
            } else if (job.at("/schedule/run_at").isTextual()) {
                job.put("kind", "scheduled");
            }
        }
        return job;
    }
}
