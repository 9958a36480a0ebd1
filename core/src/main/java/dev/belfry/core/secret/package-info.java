/**
 * How sensitive values rest: sealed with AES-256-GCM under a key set that can be rotated, bound to the row they belong
 * to, and opened only where they are used.
 */
@NullMarked
package dev.belfry.core.secret;

import org.jspecify.annotations.NullMarked;
