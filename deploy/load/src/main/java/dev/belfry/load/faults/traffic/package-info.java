/**
 * The load, and the jobs it makes through the API: one-shots one by one and in herds, jobs of every minute that stand all
 * the time, and people who run, pause, resume and edit those.
 *
 * <p>A request is asked again until it is answered, of the other replica when one does not answer. Creations carry an
 * Idempotency-Key, so asking again makes nothing twice. What was asked and when it was answered goes into the ledger.
 */
@NullMarked
package dev.belfry.load.faults.traffic;

import org.jspecify.annotations.NullMarked;
