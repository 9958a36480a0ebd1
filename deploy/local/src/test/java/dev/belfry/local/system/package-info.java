/** The launcher as a whole, from the outside. */
@NullMarked
package dev.belfry.local.system;

import org.jspecify.annotations.NullMarked;
