/**
 * Claims the jobs that come due within the lookahead and writes their executions.
 *
 * <p>One transaction locks a batch of {@code job_due} rows that nobody else holds, inserts the executions, moves each job
 * to its next run and commits; then the executions are handed to Kafka. Two schedulers never claim one row, an edit waits
 * for the claim or comes before it, and an execution's id follows from its tick, so no tick gets two rows.
 *
 * <p>Died before the commit: nothing happened. Died after it: the rows are queued and overdue soon, and whichever
 * scheduler is alive hands them over again.
 */
@NullMarked
package dev.belfry.scheduler.claim;

import org.jspecify.annotations.NullMarked;
