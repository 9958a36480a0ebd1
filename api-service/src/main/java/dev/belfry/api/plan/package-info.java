/**
 * When a job runs next, as rows: {@code job_due} and the ticks that were planned early.
 *
 * <p>Changing a plan takes locks in one order: the job, its {@code job_due} row (which waits for a scheduler that is
 * planning from it), then the ticks. Once the change is committed, no tick of the old plan can be claimed any more.
 */
@NullMarked
package dev.belfry.api.plan;

import org.jspecify.annotations.NullMarked;
