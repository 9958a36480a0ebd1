package dev.belfry.api.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.api.runs.RunAnswers.Result;
import dev.belfry.api.runs.RunAnswers.ResultError;
import dev.belfry.api.runs.RunAnswers.Usage;
import dev.belfry.api.runs.RunView.RunError;
import dev.belfry.api.search.ExecutionState;
import dev.belfry.api.search.FoundExecution;

/** What became of runs, as those are told who wait for one. */
final class RunResults {

    private static final String KIND = "BUILT_IN_ERROR";

    private RunResults() {}

    static Result of(FoundExecution found, Runs runs) {
        String id = RunId.text(RunId.RUN, found.id());
        String task = found.execution().jobName();
        Usage usage = new Usage(found.busyMillis());
        if (found.state() == ExecutionState.SUCCEEDED) {
            JsonNode output = runs.output(found);
            return new Result(
                    true,
                    id,
                    task,
                    output == null ? null : output.toString(),
                    output == null ? null : "application/json",
                    usage,
                    null);
        }
        RunError error = Failures.of(found);
        if (error == null) {
            throw RunService.notFound();
        }
        return new Result(false, id, task, null, null, usage, new ResultError(KIND, error.name(), error.message(), ""));
    }
}
