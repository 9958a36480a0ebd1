/**
 * What is measured: each workload goes through the public API and looks at what the target received.
 *
 * <p>Jobs are created before the clock starts, as peers' benchmarks do; what creating costs is a workload of its own.
 */
@NullMarked
package dev.belfry.load.workload;

import org.jspecify.annotations.NullMarked;
