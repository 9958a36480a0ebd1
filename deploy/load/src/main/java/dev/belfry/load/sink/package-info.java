/** The target that the measured calls go to: answers at once or after a delay, and remembers when each call came. */
@NullMarked
package dev.belfry.load.sink;

import org.jspecify.annotations.NullMarked;
