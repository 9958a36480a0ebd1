package dev.belfry.executor.execution;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.execution.ExecutionStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, and what that makes of its execution.
 *
 * @param executionId the row
 * @param leaseNumber of the claim under which the attempt was made
 * @param number of the attempt
 * @param startedAt when the first attempt of the execution began
 * @param attempt the attempt as stored JSON
 * @param finalOutput what the job's output template made of the answer, as JSON; kept if the execution ends with it
 * @param next what becomes of the execution
 */
public record AttemptReport(
        UUID executionId,
        int leaseNumber,
        int number,
        Instant startedAt,
        String attempt,
        @Nullable String finalOutput,
        Next next) {

    /** About how much it takes to write it down. */
    public int length() {
        return attempt.length() + (finalOutput == null ? 0 : finalOutput.length());
    }

    /**
     * What becomes of the execution.
     *
     * @param status queued for another attempt, or an end state
     * @param at when the next attempt is due, or when the execution ended
     * @param held whether this instance keeps the next attempt in its own agenda; otherwise the scheduler hands it over
     * @param lost whether the attempt ended with its executor and counts against no limit
     */
    public record Next(
            ExecutionStatus status,
            Instant at,
            boolean held,
            boolean lost,
            @Nullable ErrorCode errorCode,
            @Nullable String error) {

        public static Next succeeded(Instant at) {
            return new Next(ExecutionStatus.SUCCEEDED, at, false, false, null, null);
        }

        public static Next failed(Instant at, ErrorCode code, String error) {
            return new Next(ExecutionStatus.FAILED, at, false, false, code, error);
        }

        public static Next retry(Instant at, boolean held, ErrorCode code, String error) {
            return new Next(ExecutionStatus.QUEUED, at, held, false, code, error);
        }

        /** Canceled while the attempt was under way; whoever canceled it has said so in the row already. */
        public static Next canceled(Instant at, String error) {
            return new Next(ExecutionStatus.CANCELED, at, false, false, ErrorCode.CANCELED, error);
        }

        /** Back to whoever takes it next: this instance stops before the attempt ended. */
        public static Next handedBack(Instant at, String error) {
            return new Next(ExecutionStatus.QUEUED, at, false, true, ErrorCode.EXECUTOR_LOST, error);
        }
    }
}
