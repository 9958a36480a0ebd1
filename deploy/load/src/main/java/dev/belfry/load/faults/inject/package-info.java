/**
 * The faults, one class each, and the deck from which they are drawn.
 *
 * <p>One befalls Belfry at a time, and the next waits until the last one's is whole again, so that each can be held to its
 * limits. Which, whom and when follows from a seed.
 */
@NullMarked
package dev.belfry.load.faults.inject;

import org.jspecify.annotations.NullMarked;
