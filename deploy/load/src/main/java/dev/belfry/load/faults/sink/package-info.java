/** The target that the jobs call: it remembers every call, refuses some and takes its time for others. */
@NullMarked
package dev.belfry.load.faults.sink;

import org.jspecify.annotations.NullMarked;
