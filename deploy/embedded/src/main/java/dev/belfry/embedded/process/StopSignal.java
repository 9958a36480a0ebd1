package dev.belfry.embedded.process;

/** How a child is asked to stop in order. */
public enum StopSignal {
    /** SIGTERM: Java programs run their shutdown hooks. */
    TERM,
    /** SIGINT: PostgreSQL's fast shutdown. Its SIGTERM would wait until the last client has left. */
    INT
}
