/**
 * Child processes that keep an honest account of themselves.
 *
 * <p>Every child gets a session of its own (so that the terminal's Ctrl-C reaches the parent only), a log file, a pid
 * file that outlives the parent, and a {@link dev.belfry.embedded.process.Lifeline} that ends it when the parent is
 * gone. The promise: no child outlives its parent for long, and no process that is not ours is ever signalled.
 */
@NullMarked
package dev.belfry.embedded.process;

import org.jspecify.annotations.NullMarked;
