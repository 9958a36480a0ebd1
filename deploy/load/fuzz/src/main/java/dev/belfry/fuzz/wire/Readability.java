package dev.belfry.fuzz.wire;

/** How much of HTTP a request still is, which decides how well it can be answered. */
public enum Readability {

    /** It can be read: its answer has a body in the error shape, or is a success. */
    READABLE,

    /** Its request line or its headers are no HTTP: the server may refuse it with an empty body. */
    UNREADABLE,

    /** Its body ends nowhere or its framing breaks in the middle: the server may also just close the connection. */
    BROKEN_BODY
}
