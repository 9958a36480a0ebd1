package dev.belfry.executor.attempt;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.retry.RetryPolicy;
import dev.belfry.transport.http.CallResult.Answered;
import dev.belfry.transport.http.CallResult.Failed;
import dev.belfry.transport.http.CallTiming;
import org.jspecify.annotations.Nullable;

/** How an attempt ended. Each kind knows whether another attempt may mend it. */
public sealed interface AttemptOutcome {

    /** There was an answer. */
    sealed interface Judged extends AttemptOutcome {
        Answered answered();

        /** What is kept of the answer, should the execution end with it. */
        FinalOutput output();

        @Override
        default boolean isRetryable(RetryPolicy policy) {
            return policy.retryOnStatuses().contains(answered().status());
        }

        @Override
        default @Nullable CallTiming timing() {
            return answered().timing();
        }
    }

    /** The answer's status is one of the success statuses, and the answer is what the job asks for. */
    record Succeeded(Answered answered, FinalOutput output) implements Judged {
        @Override
        public String wireStatus() {
            return "SUCCESS";
        }

        @Override
        public boolean isRetryable(RetryPolicy policy) {
            return false;
        }
    }

    /** The target answered with another status. */
    record Refused(Answered answered, FinalOutput output) implements Judged {
        @Override
        public String wireStatus() {
            return "HTTP_ERROR";
        }

        @Override
        public ErrorCode errorCode() {
            return ErrorCode.HTTP_STATUS;
        }

        @Override
        public String error() {
            return "the target answered " + answered.status();
        }
    }

    /** The status is one of the success statuses, but the answer does not fulfil the job's matcher. */
    record Mismatched(Answered answered, String error, FinalOutput output) implements Judged {
        @Override
        public String wireStatus() {
            return "HTTP_ERROR";
        }

        @Override
        public ErrorCode errorCode() {
            return ErrorCode.RESPONSE_MISMATCH;
        }
    }

    /** There was no answer to judge. */
    sealed interface Unanswered extends AttemptOutcome {
        Failed failed();

        @Override
        default ErrorCode errorCode() {
            return failed().code();
        }

        @Override
        default String error() {
            return failed().message();
        }

        @Override
        default @Nullable CallTiming timing() {
            return failed().timing();
        }
    }

    /** No connection, or it broke. */
    record Unreachable(Failed failed) implements Unanswered {
        @Override
        public String wireStatus() {
            return "CONNECTION_ERROR";
        }

        @Override
        public boolean isRetryable(RetryPolicy policy) {
            return true;
        }
    }

    /** No complete answer in time. */
    record TimedOut(Failed failed) implements Unanswered {
        @Override
        public String wireStatus() {
            return "TIMEOUT";
        }

        @Override
        public boolean isRetryable(RetryPolicy policy) {
            return true;
        }
    }

    /** The call must not or cannot be made; no other attempt would differ. */
    record Forbidden(Failed failed) implements Unanswered {
        @Override
        public String wireStatus() {
            return "CONNECTION_ERROR";
        }

        @Override
        public boolean isRetryable(RetryPolicy policy) {
            return false;
        }
    }

    /** The value of {@code status} in the attempt's record. */
    String wireStatus();

    /** Whether another attempt may succeed. */
    boolean isRetryable(RetryPolicy policy);

    /** Where the time went; null when no call was begun. */
    @Nullable
    CallTiming timing();

    /** Null when the attempt succeeded. */
    default @Nullable ErrorCode errorCode() {
        return null;
    }

    /** Null when the attempt succeeded. */
    default @Nullable String error() {
        return null;
    }

    /** What a call without an answer amounts to. */
    static AttemptOutcome of(Failed failed) {
        return switch (failed.code()) {
            case TIMEOUT -> new TimedOut(failed);
            case BLOCKED_TARGET, INVALID_TARGET, INVALID_REQUEST, MISSING_SECRET -> new Forbidden(failed);
            // A key that is not known yet may be by the next attempt.
            case UNREADABLE_SECRET -> new Unreachable(failed);
            case DNS_FAILURE,
                    CONNECTION_FAILED,
                    TLS_FAILURE,
                    HTTP_STATUS,
                    RESPONSE_MISMATCH,
                    EXECUTOR_LOST,
                    CANCELED,
                    SMTP_REPLY,
                    CHANNEL_OFF -> new Unreachable(failed);
        };
    }
}
