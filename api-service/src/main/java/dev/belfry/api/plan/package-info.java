/**
 * When a job runs next, as rows: {@code job_due} and the ticks that were planned early.
 *
 * <p>Changing a plan takes locks in one order: the job, its {@code job_due} row (which waits for a scheduler that is
 * planning from it), then the ticks. Once the change is committed, no tick of the old plan can begin any more: an
 * executor that has claimed one ahead looks at its row again when its time has come.
 */
@NullMarked
package dev.belfry.api.plan;

import org.jspecify.annotations.NullMarked;
