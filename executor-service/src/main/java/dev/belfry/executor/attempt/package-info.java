/**
 * One call to the target: what is sent, how the answer is judged, and whether a failure is worth another attempt.
 *
 * <p>Templates are rendered and secrets are opened for each attempt anew, from what the claim brought along: a changed
 * secret counts from the next attempt on. The values live as long as the call. What an attempt leaves behind, be it the
 * beginning of the body, a header, an error or the final output, has passed a {@link
 * dev.belfry.core.secret.reference.SecretMask}.
 */
@NullMarked
package dev.belfry.executor.attempt;

import org.jspecify.annotations.NullMarked;
