package dev.belfry.embedded.rotation;

/** A rotation that cannot go on. Everything opens as before; the message says what somebody has to do. */
public final class RotationException extends RuntimeException {

    RotationException(String message) {
        super(message);
    }
}
