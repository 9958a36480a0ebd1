/**
 * How sensitive values rest: sealed with AES-256-GCM under a key set that can be rotated, bound to the row they belong
 * to, and opened only where they are used.
 *
 * <p>{@link dev.belfry.core.secret.SecretBox} seals and opens, {@link dev.belfry.core.secret.RotatingKeys} says what the
 * key set looks like at each step of a rotation. Where the set is kept and who looks at it when is not decided here.
 */
@NullMarked
package dev.belfry.core.secret;

import org.jspecify.annotations.NullMarked;
