/** The program behind {@code deploy/load/run}: starts a Belfry of its own and plays the workloads on it. */
@NullMarked
package dev.belfry.load.run;

import org.jspecify.annotations.NullMarked;
