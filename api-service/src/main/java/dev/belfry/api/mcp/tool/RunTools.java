package dev.belfry.api.mcp.tool;

import dev.belfry.api.auth.Scope;
import dev.belfry.api.runs.RunActions;
import dev.belfry.api.runs.RunService;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Runs, by the names, arguments and hints that whoever knows Trigger.dev expects. In our own words most of it is {@link
 * ExecutionTools}.
 */
@Singleton
class RunTools implements Toolbox {

    private static final String ID = "runId";
    private static final Argument RUN_ID = Argument.text(ID, "The run's id, run_..., as list-runs tells it");

    private final RunService runs;
    private final RunActions actions;

    RunTools(RunService runs, RunActions actions) {
        this.runs = runs;
        this.actions = actions;
    }

    @Override
    public Group group() {
        return Group.RUNS;
    }

    @Override
    public List<Tool> tools() {
        return List.of(list(), retrieve(), cancel(), replay(), reschedule(), addTags());
    }

    private Tool list() {
        return Tool.named("list-runs", "List runs")
                .is("run_list", Scope.EXECUTIONS_READ, Effect.READS)
                .described("""
                        Finds runs, newest first, without payload and output; status FAILED lists what went wrong. A run is
                        an execution, its task a job. Filters add up; several values of one, with commas between, are
                        alternatives. Changes nothing. A page may be short or empty and still have a pagination.next: pass
                        it as after until there is none. Next: retrieve-run for one of them.
                        """)
                .calling(call -> runs.list(call.workspace(), call.query()));
    }

    private Tool retrieve() {
        return Tool.named("retrieve-run", "Read a run")
                .is("run_retrieve", Scope.EXECUTIONS_READ, Effect.READS)
                .described("""
                        Reads one run with its payload, its output or error, and how many attempts it took. Changes nothing.
                        Ask again after a moment while isCompleted is false. Next: replay-run once the cause of a failure is
                        mended.
                        """)
                .takes(RUN_ID)
                .holdsForeignText()
                .calling(call -> runs.retrieve(call.workspace(), call.required(ID)));
    }

    private Tool cancel() {
        return Tool.named("cancel-run", "Cancel a run")
                .is("runAction_cancel", Scope.EXECUTIONS_WRITE, Effect.ACTS)
                .described("""
                        Ends a run that has not ended; a call under way is cut off, and its endpoint may have acted on it.
                        A run that has ended stays as it is, and the answer is the same. Not to be taken back: ask the user
                        first. Next: retrieve-run to see its status; replay-run runs it anew.
                        """)
                .takes(RUN_ID)
                .calling(call -> actions.cancel(call.workspace(), call.required(ID)));
    }

    private Tool replay() {
        return Tool.named("replay-run", "Run once more")
                .is("runAction_replay", Scope.EXECUTIONS_WRITE, Effect.ADDS)
                .described("""
                        Makes a new run of what another one did, whatever became of that, which stays as it is. The endpoint
                        is really called again, so mend the cause first. What body does not say, such as another payload, is
                        copied. Answers with the new run's id. Next: retrieve-run with it.
                        """)
                .takes(RUN_ID)
                .nestsBody()
                .reachesOut()
                .calling(call -> actions.replay(call.workspace(), call.required(ID), call.body(), null));
    }

    private Tool reschedule() {
        return Tool.named("reschedule-run", "Give a run another time")
                .is("runAction_reschedule", Scope.EXECUTIONS_WRITE, Effect.ACTS)
                .described("""
                        Moves a run that is DELAYED to another time; of any other run it is an error, and nothing changes. A
                        span as delay counts from now, not from the old time. Answers with the run. Next: retrieve-run when
                        its time has come.
                        """)
                .takes(RUN_ID)
                .nestsBody()
                .calling(call -> actions.reschedule(call.workspace(), call.required(ID), call.body()));
    }

    private Tool addTags() {
        return Tool.named("add-tags-run", "Add tags to a run")
                .is("runAction_addTags", Scope.EXECUTIONS_WRITE, Effect.SETS)
                .described("""
                        Adds tags to a run of any status, all of them or none; those it has are skipped, and none is ever
                        removed. A run takes ten besides those of its job. Next: list-runs with tag finds it.
                        """)
                .takes(RUN_ID)
                .nestsBody()
                .calling(call -> actions.addTags(call.workspace(), call.required(ID), call.body()));
    }
}
