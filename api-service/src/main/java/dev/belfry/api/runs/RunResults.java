package dev.belfry.api.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.api.runs.RunAnswers.Events;
import dev.belfry.api.runs.RunAnswers.Result;
import dev.belfry.api.runs.RunAnswers.ResultError;
import dev.belfry.api.runs.RunAnswers.Usage;
import dev.belfry.api.runs.RunView.RunError;
import dev.belfry.api.search.ExecutionState;
import dev.belfry.api.search.FoundExecution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** One for each attempt that ended, named for the task. */
    static Events events(FoundExecution found) {
        List<Object> events = new ArrayList<>();
        JsonNode attempts = found.execution().attempts();
        if (attempts != null) {
            attempts.forEach(attempt -> events.add(event(found, attempt)));
        }
        return new Events(events);
    }

    private static Map<String, Object> event(FoundExecution found, JsonNode attempt) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("runId", RunId.text(RunId.RUN, found.id()));
        event.put("message", "Attempt " + attempt.path("number").asText());
        event.put("taskSlug", found.execution().jobName());
        event.put(
                "startTime",
                attempt.path("startedAt").asText(attempt.path("finishedAt").asText()));
        event.put("duration", attempt.path("latencyMs").asLong() * 1_000_000);
        event.put("isError", !attempt.path("status").asText().equals("SUCCESS"));
        event.put("isPartial", false);
        event.put("isCancelled", attempt.path("errorClass").asText().equals("CANCELED"));
        event.put("level", "TRACE");
        return event;
    }
}
