/**
 * The one error shape: {@code {"error": {"code", "message", "details"}}}.
 *
 * <p>Features throw a {@link dev.belfry.api.problem.Problem}; one mapper turns it, and whatever the framework or the
 * database throws, into an answer. What a client sent never becomes a 5xx; what we did not expect becomes a 500 whose
 * reference stands in the log.
 */
@NullMarked
package dev.belfry.api.problem;

import org.jspecify.annotations.NullMarked;
