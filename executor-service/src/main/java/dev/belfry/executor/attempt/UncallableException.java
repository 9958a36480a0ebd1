package dev.belfry.executor.attempt;

import dev.belfry.core.execution.ErrorCode;

/** A claimed execution cannot be turned into a call. The message is for people and holds no secret. */
final class UncallableException extends Exception {

    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final String text;

    UncallableException(ErrorCode code, String text) {
        super(text);
        this.code = code;
        this.text = text;
    }

    ErrorCode code() {
        return code;
    }

    String text() {
        return text;
    }
}
