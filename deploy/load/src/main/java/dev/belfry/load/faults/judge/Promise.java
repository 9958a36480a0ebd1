package dev.belfry.load.faults.judge;

/** What Belfry promises, as far as the faults can break it. */
public enum Promise {
    NOT_LOST("a due instant has a row"),
    SETTLED("a row ends, run or skipped with a reason"),
    ONE_RECORD("a due instant has one row"),
    NOTHING_ELSE("nothing runs that is not due"),
    NOT_EARLY("no call comes before its time"),
    ONE_KEY("repeated calls carry the same Idempotency-Key"),
    RARELY_TWICE("at most 0.5 % of the calls are received twice"),
    CALLED("what is recorded as run was called, what is not was not"),
    ONLY_AFTER_OUTAGE("instants are missed by an outage only"),
    CATCH_UP("catch_up makes up what it says"),
    DRAIN("made-up runs of a job stay below their cap"),
    FIRES_AGAIN("due instants get their rows within the limit"),
    SETTLES_AGAIN("calls of a killed executor settle within the limit"),
    ON_TIME_AGAIN("calls are on time again within the limit"),
    API_ANSWERS("the API answers no server error but 503 with Retry-After"),
    API_AVAILABLE("the API answers 503 only while the database is away"),
    API_IN_TIME("the API answers in time"),
    TOLD("an end with a rule is told"),
    STARTS_AGAIN("what is started gets ready");

    private final String text;

    Promise(String text) {
        this.text = text;
    }

    /** Whether a machine that is busy with something else can break it too. */
    public boolean isAboutTime() {
        return switch (this) {
            case RARELY_TWICE, FIRES_AGAIN, SETTLES_AGAIN, ON_TIME_AGAIN, API_AVAILABLE, API_IN_TIME -> true;
            default -> false;
        };
    }

    public String text() {
        return text;
    }
}
