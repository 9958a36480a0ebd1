package dev.belfry.api.why;

import dev.belfry.api.execution.ExecutionView;
import java.time.Duration;

/** The one sentence about an execution. */
final class Sentence {

    /** What starts within a second is on time to anybody's eye. */
    private static final long LATE_MILLIS = 1_000;

    /** A row written so long after its time was made up: the scheduler plans ahead of time while it runs. */
    static final Duration MADE_UP_AFTER = Duration.ofSeconds(5);

    private final ExecutionView execution;
    private final Circumstances in;

    Sentence(ExecutionView execution, Circumstances in) {
        this.execution = execution;
        this.in = in;
    }

    String text() {
        return switch (execution.status()) {
            case "skipped" -> "It was skipped: " + cause() + ", but " + skipped() + ".";
            case "canceled" -> "It was canceled " + canceled() + "; " + cause() + begun() + ".";
            case "failed" -> "It failed: " + cause() + begun() + ", and " + failed() + ".";
            case "succeeded" -> "It ran because " + cause() + begun() + ", and succeeded " + attempts("at") + ".";
            case "running" -> "It is running " + attempts("in") + ": " + cause() + begun() + ".";
            case "queued" -> "It " + waits() + ": " + cause() + begun() + ".";
            default -> "It waits for something from outside to resume it: " + cause() + begun() + ".";
        };
    }

    private String cause() {
        String at = " at " + execution.scheduledFor();
        return switch (execution.source()) {
            case "schedule" -> "its schedule was due" + at;
            case "manual" -> "somebody ran the job by hand" + at;
            case "replay" -> "somebody replayed execution " + execution.replayOf() + at;
            case "webhook" -> "an inbound request triggered it" + at;
            default -> "a program asked for it" + at;
        };
    }

    private String begun() {
        Long lateness = execution.latenessMs();
        if (lateness == null) {
            return "";
        }
        String lost = in.lostCount() == 0 ? "" : ", lost its executor " + times(in.lostCount());
        return lateness < LATE_MILLIS
                ? ", it began on time" + lost
                : ", it began " + Span.text(lateness) + " late because " + whyLate() + lost;
    }

    private String whyLate() {
        if (execution.createdAt().isAfter(execution.scheduledFor().plus(MADE_UP_AFTER))) {
            return "no scheduler was at work at its time and it was made up";
        }
        return in.limited()
                ? "the job's concurrency limit made it wait for its turn, or no executor was free"
                : "no executor was free or reachable";
    }

    private String failed() {
        String error = execution.error() == null ? "no reason was recorded" : execution.error();
        String code = execution.errorCode() == null ? "" : " (" + execution.errorCode() + ")";
        return (execution.attemptCount() == 1
                        ? "its only attempt ended with: "
                        : "the last of " + execution.attemptCount() + " attempts ended with: ")
                + error
                + code;
    }

    private String canceled() {
        String by = "overlap".equals(execution.reason())
                ? "to make room for the job's next run"
                : "by a person or a program";
        return by + (execution.startedAt() == null ? " before it began" : " " + attempts("in"));
    }

    private String skipped() {
        String reason = execution.reason() == null ? "" : execution.reason();
        Integer missed = execution.missedCount();
        return switch (reason) {
            case "missed" ->
                "no scheduler was at work then and the job's catch_up does not make it up"
                        + (missed == null || missed == 1 ? "" : "; it stands for " + missed + " missed runs");
            case "paused" -> "the job was paused before it began";
            case "edited" -> "the job was changed before it began and follows its new schedule";
            case "overlap" -> "as many executions as the job allows at once were still open";
            case "expired" -> "it had not begun by the time that whoever asked for it had set";
            case "queue_full" -> "as many executions as may wait for their turn were waiting already";
            default -> "it did not run" + (reason.isEmpty() ? "" : " (" + reason + ")");
        };
    }

    private String waits() {
        if (execution.attemptCount() > 0) {
            String error = execution.error() == null ? "" : " after: " + execution.error();
            return "waits for attempt " + (execution.attemptCount() + 1) + " at " + execution.nextAttemptAt() + error;
        }
        return in.limited() ? "waits for its time, its turn or an executor" : "waits for its time or an executor";
    }

    private String attempts(String preposition) {
        return execution.attemptCount() <= 1
                ? preposition + " its first attempt"
                : preposition + " attempt " + execution.attemptCount();
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
