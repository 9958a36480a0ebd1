/**
 * What becomes of a job's ticks: which run, which are skipped, and which comes next. Pure; the rows follow from it.
 *
 * <p>A tick is missed when it is older than the schedulers are ever late while one of them runs. Ticks are missed by an
 * outage only: a paused job has no ticks. What the job wants made up is its {@code catch_up}.
 */
@NullMarked
package dev.belfry.scheduler.plan;

import org.jspecify.annotations.NullMarked;
