/**
 * Hands queued executions to Kafka: those just written by a claim, those the API or a long backoff left for their time, and
 * those that were handed over before and are still not taken.
 *
 * <p>Handing over twice is harmless, because the executor claims the row. So the time of the hand-over is committed first
 * and the message sent after it; a message lost in between is sent again when the row stays overdue. What Kafka does not
 * take is given back, and goes out as soon as Kafka does.
 *
 * <p>Of a job with a concurrency limit only what the executors would do something about is sent again: the next in line
 * while a slot is free, what is to be skipped, what cancels another. The rest of the line, a thousand rows perhaps, waits
 * in silence.
 */
@NullMarked
package dev.belfry.scheduler.dispatch;

import org.jspecify.annotations.NullMarked;
