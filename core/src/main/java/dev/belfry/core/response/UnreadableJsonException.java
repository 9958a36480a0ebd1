package dev.belfry.core.response;

/** The JSON of an answer cannot be had. The message says why, in words that stand alone and quote nothing of the answer. */
public final class UnreadableJsonException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean isOurLimit;

    /**
     * Why the JSON cannot be had.
     *
     * @param isOurLimit whether it may well be JSON, but is more than is kept or read
     */
    public UnreadableJsonException(String message, boolean isOurLimit) {
        super(message);
        this.isOurLimit = isOurLimit;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public boolean isOurLimit() {
        return isOurLimit;
    }
}
