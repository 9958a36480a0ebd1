package dev.belfry.core.message;

/** The PostgreSQL notification channels. A signal carries nothing; a missed one costs the time to the next poll. */
public final class Signals {

    /** From api-service to scheduler-service: there is work sooner than the next poll. */
    public static final String WORK = "belfry_work";

    private Signals() {}
}
