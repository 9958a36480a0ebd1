package dev.belfry.core.execution;

/** Why an attempt or a delivery failed, to count and to filter by. Stored and sent by name. */
public enum ErrorCode {
    /** The outbound guard refused the address, at save time or when the name resolved to it. */
    BLOCKED_TARGET,
    /** The URL cannot be called: malformed, another scheme, credentials in it. */
    INVALID_TARGET,
    /** The host name did not resolve. */
    DNS_FAILURE,
    /** No connection, or it broke before the answer was complete. */
    CONNECTION_FAILED,
    /** TLS could not be agreed on or the certificate was not accepted. */
    TLS_FAILURE,
    /** No complete answer within {@code timeout_seconds}. */
    TIMEOUT,
    /** The answer's status is not one of the success statuses. */
    HTTP_STATUS,
    /** The executor that made the call died before it reported. */
    EXECUTOR_LOST,
    /** The execution was canceled while the call was under way, so it was cut off. */
    CANCELED,
    /** The stored definition cannot be turned into a call. */
    INVALID_REQUEST,
    /** The status is a success, but the answer does not fulfil the job's {@code response_matcher}. */
    RESPONSE_MISMATCH,
    /** The request names a secret that does not exist, and is not to be sent without it. */
    MISSING_SECRET,
    /** A secret's stored value does not open under the key set of the executor. */
    UNREADABLE_SECRET,
    /** Of deliveries: the mail server's reply is no success. */
    SMTP_REPLY,
    /** Of deliveries: the channel is switched off. */
    CHANNEL_OFF;
}
