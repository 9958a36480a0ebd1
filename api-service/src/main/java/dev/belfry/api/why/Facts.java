package dev.belfry.api.why;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.api.execution.ExecutionView;
import dev.belfry.api.value.Timestamp;
import dev.belfry.api.why.WhyView.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an execution's row tells, as a list of events. */
final class Facts {

    private final ExecutionView execution;
    private final Circumstances in;
    private final List<Fact> facts = new ArrayList<>();

    Facts(ExecutionView execution, Circumstances in) {
        this.execution = execution;
        this.in = in;
    }

    /** By time; what happened at one instant stays in the order in which such things happen. */
    List<Fact> inOrder() {
        add(execution.scheduledFor(), scheduled());
        if (execution.createdAt().isAfter(execution.scheduledFor().plus(Sentence.MADE_UP_AFTER))) {
            add(
                    execution.createdAt(),
                    "recorded, " + Span.between(execution.scheduledFor(), execution.createdAt()) + " after its time");
        }
        add(in.dispatchedAt(), "handed to the executors, the last time if it was more than once");
        Long lateness = execution.latenessMs();
        add(execution.startedAt(), "began, " + Span.text(lateness == null ? 0 : lateness) + " after its time");
        addAttempts();
        add(execution.nextAttemptAt(), "attempt " + (execution.attemptCount() + 1) + " may begin");
        add(execution.finishedAt(), ended());
        facts.sort(Comparator.comparing(Fact::at));
        return List.copyOf(facts);
    }

    private void addAttempts() {
        JsonNode attempts = execution.attempts();
        if (attempts == null) {
            return;
        }
        Instant previousEnd = null;
        for (JsonNode attempt : attempts) {
            String number = "attempt " + attempt.path("number").asText();
            Instant began = instant(attempt, "startedAt");
            Instant end = instant(attempt, "finishedAt");
            if (previousEnd != null) {
                add(
                        began,
                        number + " began after a wait of " + (began == null ? "" : Span.between(previousEnd, began)));
            }
            add(end == null ? began : end, number + " ended: " + outcome(attempt));
            previousEnd = end;
        }
    }

    private static String outcome(JsonNode attempt) {
        StringBuilder outcome = new StringBuilder(attempt.path("status").asText());
        append(outcome, ", status ", attempt.path("statusCode"));
        append(outcome, ", ", attempt.path("errorClass"));
        append(outcome, ", ", attempt.path("errorMessage"));
        if (attempt.path("latencyMs").isNumber()) {
            outcome.append(", after ")
                    .append(Span.text(attempt.path("latencyMs").asLong()));
        }
        return outcome.toString();
    }

    private static void append(StringBuilder outcome, String before, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            outcome.append(before).append(value.asText());
        }
    }

    private String scheduled() {
        return switch (execution.source()) {
            case "schedule" -> "due by the schedule of the job";
            case "manual" -> "asked for by run-now";
            case "replay" -> "asked for as a replay of " + execution.replayOf();
            default -> "asked for by " + execution.source();
        };
    }

    private String ended() {
        String reason = execution.reason() == null ? "" : ", reason " + execution.reason();
        Integer missed = execution.missedCount();
        String count = missed == null ? "" : ", for " + missed + " missed runs";
        return execution.status() + reason + count;
    }

    private static @Nullable Instant instant(JsonNode attempt, String field) {
        return Optional.of(attempt.path(field).asText())
                .filter(text -> !text.isEmpty())
                .flatMap(Timestamp::parse)
                .orElse(null);
    }

    private void add(@Nullable Instant at, String what) {
        if (at != null) {
            facts.add(new Fact(at, what));
        }
    }
}
