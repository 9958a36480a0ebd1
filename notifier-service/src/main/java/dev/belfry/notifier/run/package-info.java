/**
 * The process: what it reads, its loops, and its health checks.
 */
@NullMarked
package dev.belfry.notifier.run;

import org.jspecify.annotations.NullMarked;
