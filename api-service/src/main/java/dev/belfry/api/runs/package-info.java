/**
 * The Runs API of Trigger.dev, as its TypeScript client 4.8.3 speaks it: programs written for it work here with another
 * base URL and another key. A translation and nothing else: a task is a job, a run is an execution, and every rule is
 * that of the packages behind.
 *
 * <p>A task is named by its job's name or id. A run's id is the execution's in the client's spelling, so nothing is
 * stored twice. A run counts as created at the instant that its id carries: for a tick that is the time it was due. Runs
 * carry the tags of their job besides their own. What Belfry has no such thing for (version, machine, region, batch) is
 * left out of runs, and a filter for it finds nothing.
 *
 * <p>Of what a program may say when it triggers a run, these change what happens: payload, delay, ttl, tags, metadata,
 * maxAttempts (10 at most), idempotency keys, test. {@code debounce} is refused. {@code queue}, {@code concurrencyKey},
 * {@code priority}, {@code machine}, {@code region}, {@code maxDuration} and versions say where and in which order
 * Trigger.dev runs code; here the job says it, and they are taken and ignored.
 *
 * <p>Absent is absent: the client refuses null, or takes it for the year 1970.
 */
@NullMarked
package dev.belfry.api.runs;

import org.jspecify.annotations.NullMarked;
