package dev.belfry.core.outbound;

/** A URL that can never be called, whatever it resolves to. The message says what is wrong with it. */
public final class InvalidTargetException extends Exception {

    private final String reason;

    public InvalidTargetException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** Never null, unlike any other exception's. */
    @Override
    public String getMessage() {
        return reason;
    }
}
