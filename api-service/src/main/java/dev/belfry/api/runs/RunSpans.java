package dev.belfry.api.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.api.execution.ExecutionView;
import dev.belfry.api.runs.RunAnswers.Events;
import dev.belfry.api.runs.RunAnswers.Span;
import dev.belfry.api.runs.RunAnswers.SpanData;
import dev.belfry.api.runs.RunAnswers.Trace;
import dev.belfry.api.runs.RunAnswers.Traced;
import dev.belfry.api.runs.RunStatus.Group;
import dev.belfry.api.search.FoundExecution;
import dev.belfry.api.value.NewId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How runs went, as spans: one for the run, and below it one for each attempt that ended. */
final class RunSpans {

    private static final String LEVEL = "TRACE";
    private static final long NANOS = Duration.ofMillis(1).toNanos();

    private RunSpans() {}

    /** The attempts alone, one after the other. */
    static Events events(FoundExecution found) {
        return new Events(attempts(found));
    }

    /** Ids are made of the run's, so they are the same each time. */
    static Traced trace(FoundExecution found) {
        String trace = found.id().toString().replace("-", "");
        String run = RunId.text(RunId.RUN, found.id());
        long root = found.id().getLeastSignificantBits();
        List<Span> children = new ArrayList<>();
        for (SpanData attempt : attempts(found)) {
            children.add(new Span(id(root + children.size() + 1), id(root), run, attempt, List.of()));
        }
        return new Traced(new Trace(trace, new Span(id(root), null, run, whole(found), children)));
    }

    private static String id(long bits) {
        return String.format("%016x", bits);
    }

    private static SpanData whole(FoundExecution found) {
        ExecutionView execution = found.execution();
        Group group = RunStatus.of(found.state()).group();
        return new SpanData(
                RunId.text(RunId.RUN, found.id()),
                execution.jobName(),
                execution.jobName(),
                startOf(found),
                Objects.requireNonNullElse(execution.durationMs(), 0L) * NANOS,
                group == Group.FAILED,
                !group.isEnd(),
                group == Group.CANCELED,
                LEVEL);
    }

    private static List<SpanData> attempts(FoundExecution found) {
        List<SpanData> spans = new ArrayList<>();
        JsonNode attempts = found.execution().attempts();
        if (attempts != null) {
            attempts.forEach(attempt -> spans.add(attempt(found, attempt)));
        }
        return spans;
    }

    private static SpanData attempt(FoundExecution found, JsonNode attempt) {
        String finishedAt = attempt.path("finishedAt").asText(startOf(found));
        return new SpanData(
                RunId.text(RunId.RUN, found.id()),
                "Attempt " + attempt.path("number").asText(),
                found.execution().jobName(),
                attempt.path("startedAt").asText(finishedAt),
                attempt.path("latencyMs").asLong() * NANOS,
                !attempt.path("status").asText().equals("SUCCESS"),
                false,
                attempt.path("errorClass").asText().equals("CANCELED"),
                LEVEL);
    }

    private static String startOf(FoundExecution found) {
        Instant startedAt = found.execution().startedAt();
        return Objects.requireNonNullElseGet(startedAt, () -> NewId.instantOf(found.id()))
                .toString();
    }
}
