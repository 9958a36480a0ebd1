/**
 * How much may be under way at once: in all, for one workspace and towards one host; calls, and the memory that their
 * requests and answers take.
 *
 * <p>What is not admitted waits, first come first served within its workspace and host; workspaces and hosts take turns.
 * A workspace's bound falls with what is free, so that it takes many slow or busy tenants at once to take all there is.
 */
@NullMarked
package dev.belfry.executor.admission;

import org.jspecify.annotations.NullMarked;
