/** Which URLs may be stored: the same for a job's request and for a channel. */
@NullMarked
package dev.belfry.api.outbound;

import org.jspecify.annotations.NullMarked;
