/** Something to supervise where the services themselves do not matter. */
@NullMarked
package dev.belfry.local.standin;

import org.jspecify.annotations.NullMarked;
