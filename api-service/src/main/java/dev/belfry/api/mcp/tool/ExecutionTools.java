package dev.belfry.api.mcp.tool;

import dev.belfry.api.auth.Scope;
import dev.belfry.api.control.ControlService;
import dev.belfry.api.execution.ExecutionFilter;
import dev.belfry.api.execution.ExecutionQuery;
import dev.belfry.api.execution.ExecutionService;
import dev.belfry.api.execution.ExecutionView;
import dev.belfry.api.page.QueryValue;
import dev.belfry.api.why.WhyService;
import jakarta.inject.Singleton;
import java.util.List;

/** Executions: what ran, why it went as it did, once more, and no further. */
@Singleton
class ExecutionTools implements Toolbox {

    private static final String ID = "execution_id";
    private static final String EXECUTION = "execution";
    private static final Argument EXECUTION_ID =
            Argument.id(ID, "The execution's id, as list_executions or run_job tells it");

    private final ExecutionService executions;
    private final ControlService control;
    private final WhyService why;

    ExecutionTools(ExecutionService executions, ControlService control, WhyService why) {
        this.executions = executions;
        this.control = control;
        this.why = why;
    }

    @Override
    public Group group() {
        return Group.OTHERS;
    }

    @Override
    public List<Tool> tools() {
        return List.of(list(), get(), explain(), replay(), cancel());
    }

    private Tool list() {
        return Tool.named("list_executions", "List executions")
                .is("execution_list", Scope.EXECUTIONS_READ, Effect.READS)
                .described("""
                        Finds executions, newest first, without their attempts; status failed lists what went wrong.
                        Changes nothing. A page may be short or empty and still have a next_cursor: only null is the end.
                        Next: get_execution for the attempts, explain_execution for the reason.
                        """)
                .holdsForeignText()
                .calling(call -> executions.list(call.workspace(), filter(call), call.page()));
    }

    private static ExecutionFilter filter(ToolCall call) {
        ExecutionQuery query = new ExecutionQuery();
        query.status = call.text("status");
        query.source = call.text("source");
        query.jobName = call.text("job_name");
        query.tag = call.text("tag");
        query.from = call.text("from");
        query.to = call.text("to");
        return ExecutionFilter.of(query, QueryValue.id("job_id", call.text("job_id")));
    }

    private Tool get() {
        return Tool.named("get_execution", "Read an execution")
                .is("execution_find", Scope.EXECUTIONS_READ, Effect.READS)
                .described("""
                        Reads one execution with every attempt: status code, timing, headers and the beginning of the
                        answer. Changes nothing. Ask again after a moment while status is queued, running or waiting. Next:
                        explain_execution when it failed, replay_execution once the cause is mended.
                        """)
                .takes(EXECUTION_ID)
                .holdsForeignText()
                .calling(call -> executions.find(call.workspace(), call.id(ID, EXECUTION)));
    }

    private Tool explain() {
        return Tool.named("explain_execution", "Why an execution went as it did")
                .is("why_explain", Scope.EXECUTIONS_READ, Effect.READS)
                .described("""
                        Says in one sentence, with dated facts, why an execution ran, was late, was skipped, was canceled
                        or failed. Changes nothing. Use it first when the user asks why; then get_execution for the
                        details.
                        """)
                .takes(EXECUTION_ID)
                .holdsForeignText()
                .calling(call -> why.explain(call.workspace(), call.id(ID, EXECUTION)));
    }

    private Tool replay() {
        return Tool.named("replay_execution", "Run an execution again")
                .is("control_replay", Scope.EXECUTIONS_WRITE, Effect.ADDS)
                .described("""
                        Calls the job's URL once more, as the job is defined now, for an execution that has ended; the
                        original stays as it is. The endpoint is really called again, so mend the cause first. Answers
                        with the new execution. Next: get_execution with its id.
                        """)
                .takes(EXECUTION_ID)
                .reachesOut()
                .calling(call -> control.replay(call.workspace(), call.id(ID, EXECUTION)));
    }

    private Tool cancel() {
        return Tool.named("cancel_execution", "Cancel an execution")
                .is("control_cancel", Scope.EXECUTIONS_WRITE, Effect.DESTROYS)
                .described("""
                        Ends a queued, running or waiting execution; a call under way is cut off, and its endpoint may
                        have acted on it. The job's schedule goes on (pause_job stops it). Not to be taken back;
                        replay_execution runs it anew.
                        """)
                .takes(EXECUTION_ID)
                .holdsForeignText()
                .calling(call -> call.changing(
                        (ExecutionView canceled) -> "execution " + canceled.id() + " is ended as canceled",
                        () -> control.tryCancel(call.workspace(), call.id(ID, EXECUTION)),
                        () -> control.cancel(call.workspace(), call.id(ID, EXECUTION))));
    }
}
