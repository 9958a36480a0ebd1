/** A Belfry of its own for the measurements, started through the launcher, and what its processes use. */
@NullMarked
package dev.belfry.load.installation;

import org.jspecify.annotations.NullMarked;
