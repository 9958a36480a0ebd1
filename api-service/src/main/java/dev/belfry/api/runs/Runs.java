package dev.belfry.api.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.execution.ExecutionView;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.runs.RunStatus.Group;
import dev.belfry.api.search.ExecutionState;
import dev.belfry.api.search.FoundExecution;
import dev.belfry.api.search.FoundPage;
import dev.belfry.api.value.NewId;
import dev.belfry.core.execution.TriggerSource;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows executions as runs. */
@Singleton
class Runs {

    /** A token belongs to one workspace, and a workspace is one environment. */
    static final String ENVIRONMENT = "prod";

    private final ObjectReader values;

    Runs(ObjectMapper mapper) {
        // A text that only begins with a value is a text.
        this.values = mapper.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    RunPage page(WorkspaceId workspace, FoundPage found) {
        var environment = new RunView.Environment(RunId.text(RunId.ENVIRONMENT, workspace.value()), ENVIRONMENT);
        return new RunPage(
                found.rows().stream().map(one -> view(one, environment)).toList(),
                new RunPage.Pagination(cursor(found.older()), cursor(found.newer())));
    }

    /** A run with all that is known of it. */
    RunView whole(FoundExecution found) {
        return view(found, null);
    }

    private static @Nullable String cursor(@Nullable UUID beside) {
        return beside == null ? null : new Cursor(beside).text();
    }

    private RunView view(FoundExecution found, RunView.@Nullable Environment environment) {
        ExecutionView execution = found.execution();
        RunStatus status = RunStatus.of(found.state());
        Group group = status.group();
        Instant createdAt = NewId.instantOf(found.id());
        boolean isWhole = environment == null;
        return new RunView(
                RunId.text(RunId.RUN, found.id()),
                status.name(),
                execution.jobName(),
                found.asked().idempotencyKey(),
                group == Group.QUEUED,
                group == Group.EXECUTING,
                group == Group.WAITING,
                group.isEnd(),
                group == Group.SUCCESS,
                group == Group.FAILED,
                group == Group.CANCELED,
                found.asked().wasTest(),
                createdAt,
                found.changedAt().isBefore(createdAt) ? createdAt : found.changedAt(),
                execution.startedAt(),
                group.isEnd() ? execution.finishedAt() : null,
                execution.scheduledFor().isAfter(createdAt) ? execution.scheduledFor() : null,
                found.state() == ExecutionState.SKIPPED ? execution.finishedAt() : null,
                found.asked().ttl(),
                found.tags(),
                0,
                0,
                found.busyMillis(),
                found.metadata() == null ? found.asked().metadata() : found.metadata(),
                environment,
                isWhole ? 0 : null,
                isWhole ? "trigger" : null,
                isWhole ? Map.of() : null,
                isWhole ? (Integer) execution.attemptCount() : null,
                isWhole ? List.of() : null,
                found.whole() == null ? null : unlessNull(found.whole().input()),
                isWhole ? output(found) : null,
                isWhole ? Failures.of(found) : null,
                isWhole ? schedule(found) : null);
    }

    /** What the target answered, as a value where it is one. */
    @Nullable
    JsonNode output(FoundExecution found) {
        ExecutionView execution = found.execution();
        if (found.state() != ExecutionState.SUCCEEDED) {
            return null;
        }
        if (execution.finalOutput() != null) {
            return unlessNull(execution.finalOutput());
        }
        JsonNode attempts = execution.attempts();
        JsonNode last = attempts == null || attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
        String body = last == null ? "" : last.path("bodyPreview").asText();
        return body.isEmpty() ? null : unlessNull(value(body));
    }

    private JsonNode value(String body) {
        try {
            JsonNode read = values.readTree(body);
            return read.isMissingNode() ? TextNode.valueOf(body) : read;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(body);
        }
    }

    /** Null is absent, also where it is a value. */
    private static @Nullable JsonNode unlessNull(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : value;
    }

    /** A run by a schedule that has more than one time. The client takes all of them for cron. */
    private static RunView.@Nullable RunSchedule schedule(FoundExecution found) {
        FoundExecution.Whole whole = found.whole();
        if (whole == null || !found.execution().source().equals(TriggerSource.SCHEDULE.wireName())) {
            return null;
        }
        JsonNode schedule = whole.jobSchedule();
        String expression = switch (whole.jobKind()) {
            case "cron" -> schedule.path("cron").asText();
            case "recurring" -> "every " + schedule.path("every_n_minutes").asText() + " minutes";
            default -> "";
        };
        String zone = schedule.path("timezone").asText("UTC");
        String description = whole.jobKind().equals("cron") ? "cron " + expression + " in " + zone : expression;
        return expression.isEmpty()
                ? null
                : new RunView.RunSchedule(
                        RunId.text(RunId.SCHEDULE, found.execution().jobId()),
                        new RunView.Generator("CRON", expression, description));
    }
}
