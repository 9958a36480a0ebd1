/**
 * Everything on one machine by one command.
 *
 * <p>The {@link dev.belfry.local.Launcher} reads the command line, an {@link dev.belfry.local.Installation} starts the
 * parts in the order in which they need each other and stops them in the reverse. The promises: what is printed as ready
 * is ready; a second start on the same folder continues where the first ended; no process is left behind.
 */
@NullMarked
package dev.belfry.local;

import org.jspecify.annotations.NullMarked;
