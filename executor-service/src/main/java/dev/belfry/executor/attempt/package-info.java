/**
 * One call to the target: what is sent, how the answer is judged, and whether a failure is worth another attempt.
 */
@NullMarked
package dev.belfry.executor.attempt;

import org.jspecify.annotations.NullMarked;
