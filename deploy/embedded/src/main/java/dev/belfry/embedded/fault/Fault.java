package dev.belfry.embedded.fault;

/** What becomes of one statement on its way. Either loss ends the connection, and with it a transaction that is open. */
public enum Fault {
    /** It is sent on and answered. */
    NONE,
    /** The connection is lost before it is sent on: it takes no effect. */
    LOST,
    /** The connection is lost after it has taken effect: the answer came and is kept back. */
    ANSWER_LOST
}
