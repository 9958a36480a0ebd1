package dev.belfry.api.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.api.execution.ExecutionView;
import dev.belfry.api.runs.RunView.RunError;
import dev.belfry.api.search.FoundExecution;
import dev.belfry.core.execution.EndReason;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why a run did not succeed, in a short sentence and a kind. */
final class Failures {

    private static final Map<String, String> ENDS = Map.of(
            EndReason.CANCELED.wireName(), "Canceled by user",
            EndReason.OVERLAP.wireName(), "Another run of the task was under way",
            EndReason.MISSED.wireName(), "Its time passed while no scheduler ran",
            EndReason.PAUSED.wireName(), "The job was paused before it began",
            EndReason.EDITED.wireName(), "The job was changed before it began",
            EndReason.QUEUE_FULL.wireName(), "Too many runs of the task were waiting",
            EndReason.EXPIRED.wireName(), "Its time to live passed before it began");

    private Failures() {}

    /** Null of a run that has not ended, or succeeded. */
    static @Nullable RunError of(FoundExecution found) {
        ExecutionView execution = found.execution();
        return switch (found.state()) {
            case CANCELED -> new RunError(reason(execution), "Canceled");
            case SKIPPED -> new RunError(reason(execution), "Expired");
            case FAILED, TIMED_OUT, LOST, BROKEN -> failed(execution);
            case PLANNED, DUE, CLAIMED, RUNNING, WAITING, SUCCEEDED -> null;
        };
    }

    private static String reason(ExecutionView execution) {
        String reason = Objects.requireNonNullElse(execution.reason(), "");
        return ENDS.getOrDefault(reason, reason);
    }

    private static RunError failed(ExecutionView execution) {
        String code = Objects.requireNonNullElse(execution.errorCode(), "");
        String message = Objects.requireNonNullElse(execution.error(), code);
        return new RunError(code.equals("HTTP_STATUS") ? "HTTP " + status(execution) : message, name(code));
    }

    private static String status(ExecutionView execution) {
        JsonNode attempts = execution.attempts();
        return attempts == null || attempts.isEmpty()
                ? ""
                : attempts.get(attempts.size() - 1).path("statusCode").asText();
    }

    /** {@code HTTP_STATUS} is a {@code HttpStatusError}. */
    private static String name(String code) {
        return Arrays.stream(code.toLowerCase(Locale.ROOT).split("_"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining("", "", "Error"));
    }
}
