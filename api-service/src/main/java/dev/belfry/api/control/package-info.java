/**
 * What a client may do to executions: run a job now, replay, cancel.
 *
 * <p>Each is one statement, and run-nows of a workspace that arrive together share one. A cancel is a compare-and-set
 * on the row, as a claim and a report are: of two that meet, one wins, and a call that ended first makes the cancel a
 * 409. Who is making the call hears of it through Kafka; a lost message costs the target a call that nobody waits for,
 * until the executor finds its lease gone, and never the state. That is why the door works, and answers as fast, while
 * Kafka is away.
 */
@NullMarked
package dev.belfry.api.control;

import org.jspecify.annotations.NullMarked;
