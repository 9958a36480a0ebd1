package dev.belfry.transport.http;

import dev.belfry.core.execution.ErrorCode;
import java.util.Map;

/** What came of a call. */
public sealed interface CallResult {

    /**
     * The target answered.
     *
     * @param headers names in lower case; several values of one name are joined by a comma and a space
     * @param bodyPreview the first {@link GuardedClient#PREVIEW_BYTES} bytes at most, as text: UTF-8 with what is not,
     *     and NUL, replaced by U+FFFD; it ends with a whole character
     */
    record Answered(int status, Map<String, String> headers, String bodyPreview) implements CallResult {}

    /**
     * No complete answer.
     *
     * @param message for people; names the host or the address; of what the other side said at most 500 characters
     */
    record Failed(ErrorCode code, String message) implements CallResult {}
}
