/**
 * How much may be under way at once: in all, for one workspace and towards one host.
 *
 * <p>What is not admitted waits unclaimed, first come first served within its workspace and host; workspaces and hosts
 * take turns. So one slow target or one busy tenant cannot starve the rest.
 */
@NullMarked
package dev.belfry.executor.admission;

import org.jspecify.annotations.NullMarked;
