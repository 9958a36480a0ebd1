package dev.belfry.transport.http;

import dev.belfry.core.execution.ErrorCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a call. */
public sealed interface CallResult {

    /** Where the time went; null of a call that was never begun. */
    @Nullable
    CallTiming timing();

    /** The same result with its timing. */
    CallResult timed(CallTiming timing);

    /**
     * The target answered.
     *
     * @param headers names in lower case; several values of one name are joined by a comma and a space; what the call's
     *     {@link CallAccount} has no room for is missing
     * @param bodyPreview the first {@link GuardedClient#PREVIEW_BYTES} bytes at most, or as many as there was room for, as
     *     text: UTF-8 with what is not,
     *     and NUL, replaced by U+FFFD; it ends with a whole character
     * @param isCut whether the body goes on after the preview
     * @param redirects how many redirects were followed to this answer
     * @param finalUrl where the answer came from; null when no redirect was followed
     */
    record Answered(
            int status,
            Map<String, String> headers,
            String bodyPreview,
            boolean isCut,
            int redirects,
            @Nullable String finalUrl,
            @Nullable CallTiming timing)
            implements CallResult {

        /** An answer to the first request, with its whole body, untimed. */
        public Answered(int status, Map<String, String> headers, String bodyPreview) {
            this(status, headers, bodyPreview, false, 0, null, null);
        }

        /** The same answer, from where this many redirects led. */
        Answered from(int number, String url) {
            return new Answered(status, headers, bodyPreview, isCut, number, url, timing);
        }

        @Override
        public Answered timed(CallTiming taken) {
            return new Answered(status, headers, bodyPreview, isCut, redirects, finalUrl, taken);
        }
    }

    /**
     * No complete answer.
     *
     * @param message for people; names the host or the address, and which redirect when it was not the first request;
     *     of what the other side said at most 500 characters, and {@link #CUT} behind them when that is not all
     */
    record Failed(ErrorCode code, String message, @Nullable CallTiming timing) implements CallResult {

        /** What a message ends with that quotes the beginning of something longer. */
        public static final String CUT = "...";

        /** A failure of what was never begun, or not timed yet. */
        public Failed(ErrorCode code, String message) {
            this(code, message, null);
        }

        @Override
        public Failed timed(CallTiming taken) {
            return new Failed(code, message, taken);
        }
    }
}
