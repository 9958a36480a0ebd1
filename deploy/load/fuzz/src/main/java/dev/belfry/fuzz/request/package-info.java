/**
 * Makes requests that nobody should send, from what the API says it takes.
 *
 * <p>Each follows from one random number and from the ids that were seen in answers before. No request makes Belfry call
 * anybody: every URL that may be saved leads to {@code target.invalid} or to a port of loopback where nobody listens.
 */
@NullMarked
package dev.belfry.fuzz.request;

import org.jspecify.annotations.NullMarked;
