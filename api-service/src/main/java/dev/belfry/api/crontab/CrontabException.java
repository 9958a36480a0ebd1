package dev.belfry.api.crontab;

/** A line that can become no job. The message says why, to whoever wrote the line. */
final class CrontabException extends Exception {

    private final String reason;

    CrontabException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** Never null, unlike any other exception's. */
    @Override
    public String getMessage() {
        return reason;
    }
}
