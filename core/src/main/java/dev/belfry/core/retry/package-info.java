/** When a failed attempt is worth another, and how long to wait for it. Pure arithmetic; randomness is an argument. */
@NullMarked
package dev.belfry.core.retry;

import org.jspecify.annotations.NullMarked;
