/**
 * The driver's own account of what has to run when: computed from the schedules it asked for and from when its requests
 * were answered, never read from Belfry.
 *
 * <p>An instant is certain unless a request that decides about it was under way at that moment. A pause that is asked for
 * at 12:00:01 and answered at 12:00:03 leaves the instants in between open: either way is right.
 */
@NullMarked
package dev.belfry.load.faults.ledger;

import org.jspecify.annotations.NullMarked;
