package dev.belfry.transport.http;

import dev.belfry.transport.http.CallResult.Failed;

/** A redirect that must not be followed, and what that makes of the call. */
final class RefusedHopException extends Exception {

    private final transient Failed failure;

    RefusedHopException(Failed failure) {
        super(failure.message());
        this.failure = failure;
    }

    Failed failure() {
        return failure;
    }
}
