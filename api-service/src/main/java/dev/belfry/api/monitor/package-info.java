/**
 * Monitors: who is expected to ping, and when. Owns the table {@code monitor} together with package {@code ping}, which
 * moves what pings move, and with scheduler-service, which finds out who did not ping; whoever of them judges a monitor
 * locks its row.
 *
 * <p>A change of the schedule begins a new wait, from that moment on, in whatever state; so does a resume, into
 * {@code pending}. A monitor that is down stays so until a ping says otherwise. Each state it goes through is a flip.
 */
@NullMarked
package dev.belfry.api.monitor;

import org.jspecify.annotations.NullMarked;
