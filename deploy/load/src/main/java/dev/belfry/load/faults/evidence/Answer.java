package dev.belfry.load.faults.evidence;

import java.time.Duration;
import java.time.Instant;

/**
 * What became of one request to the API.
 *
 * @param replica the API that was asked, from 1
 * @param request method and path, for people
 * @param took until the answer, or until it was given up
 * @param status 0 when there was none: refused, cut off, or given up
 * @param saysWhen whether it had a Retry-After
 * @param ending why there was no answer; empty when there was one
 */
public record Answer(
        int replica, String request, Instant sent, Duration took, int status, boolean saysWhen, String ending) {

    public boolean isServerError() {
        return status >= 500;
    }

    /** The one server error that is an honest answer: the database is away, ask again then. */
    public boolean isUnavailable() {
        return status == 503 && saysWhen;
    }
}
