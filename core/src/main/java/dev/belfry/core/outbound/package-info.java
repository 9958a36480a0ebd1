/**
 * Which addresses may be called, and what a call may carry.
 *
 * <p>The rules are decided here, once, for saving a job, making a call and delivering a notification. Resolving names
 * and connecting is the caller's part, with one promise to keep: every address a name resolves to is asked about, and
 * the connection goes to an address that was asked about, so a name that changes its answer in between gains nothing.
 */
@NullMarked
package dev.belfry.core.outbound;

import org.jspecify.annotations.NullMarked;
