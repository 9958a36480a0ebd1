package dev.belfry.api.mcp.tool;

import dev.belfry.api.auth.Scope;
import dev.belfry.api.control.ControlService;
import dev.belfry.api.crontab.CrontabService;
import dev.belfry.api.ledger.LedgerService;
import dev.belfry.api.schedule.PreviewService;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.List;

/** When jobs run: the preview, the crontab, a run at once, and the account of every due instant. */
@Singleton
class ScheduleTools implements Toolbox {

    private static final String ID = "job_id";
    private static final Argument JOB_ID = Argument.id(ID, "The job's id, as list_jobs tells it");

    private final PreviewService previews;
    private final CrontabService crontabs;
    private final ControlService control;
    private final LedgerService ledger;

    ScheduleTools(PreviewService previews, CrontabService crontabs, ControlService control, LedgerService ledger) {
        this.previews = previews;
        this.crontabs = crontabs;
        this.control = control;
        this.ledger = ledger;
    }

    @Override
    public Group group() {
        return Group.JOBS;
    }

    @Override
    public List<Tool> tools() {
        return List.of(preview(), importCrontab(), run(), account());
    }

    private Tool preview() {
        return Tool.named("preview_schedule", "Preview a schedule")
                .is("preview_preview", Scope.JOBS_READ, Effect.READS)
                .described("""
                        Tells the coming runs of a schedule, in words and as instants, with warnings where a change of
                        clocks moves one. Changes nothing. Use it to check a schedule with the user before create_job or
                        update_job, with the same arguments.
                        """)
                .dissolves("schedule")
                .calling(call -> {
                    var document = call.document();
                    // All of its fields may be missing, and then the preview says what is needed.
                    document.withObject("/schedule");
                    // A hundred runs are computed one after the other, which is no work for an event loop.
                    return Uni.createFrom()
                            .item(() -> previews.preview(document))
                            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
                });
    }

    private Tool importCrontab() {
        return Tool.named("import_crontab", "Import a crontab")
                .is("crontab_read", Scope.JOBS_WRITE, Effect.ADDS)
                .described("""
                        Makes a job of each good line of a crontab and names the lines that are refused; called twice it
                        makes the jobs twice. Lines are five fields or a macro and a URL, or one plain curl or wget; for
                        any other command default_url is called. Show the errors of the answer to the user. Next:
                        list_jobs, and pause_job for what should not run yet.
                        """)
                .reachesOut()
                .calling(call -> crontabs.read(call.workspace(), call.document()));
    }

    private Tool run() {
        return Tool.named("run_job", "Run a job now")
                .is("runNow_runNow", Scope.EXECUTIONS_WRITE, Effect.ADDS)
                .described("""
                        Calls the job's URL once, at once, whatever its state; its schedule stays untouched. Answers with
                        the queued execution, before the call is made. Next: get_execution with its id, after a moment,
                        for the result.
                        """)
                .takes(JOB_ID)
                .reachesOut()
                .calling(call -> control.runNow(call.workspace(), call.id(ID, "job")));
    }

    private Tool account() {
        return Tool.named("get_ledger", "Account of a job's due instants")
                .is("ledger_list", Scope.EXECUTIONS_READ, Effect.READS)
                .described("""
                        Tells what became of every instant at which a job was due between from and to, oldest first:
                        executed, skipped with the reason, or pending. Changes nothing. Use it when the user asks whether
                        a job ran when it should have. Next: get_execution or explain_execution for one of them.
                        """)
                .takes(JOB_ID)
                .calling(call -> ledger.list(
                        call.workspace(), call.id(ID, "job"), call.text("from"), call.text("to"), call.page()));
    }
}
