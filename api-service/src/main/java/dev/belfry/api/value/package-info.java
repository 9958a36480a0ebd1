/** Ids and instants as clients write them, and new ids. */
@NullMarked
package dev.belfry.api.value;

import org.jspecify.annotations.NullMarked;
