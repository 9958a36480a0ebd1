package dev.belfry.api.testing;

import dev.belfry.core.execution.ExecutionId;
import dev.belfry.embedded.testing.TestWorkspace;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Writes executions of a job as the other services leave them. */
public final class Past {

    /** SQL for an id of the instant {@code at}: the shortest way to thousands of rows. */
    public static final String ID_AT =
            "overlay(execution_id_floor(at)::text PLACING right(gen_random_uuid()::text, 22) FROM 15)::uuid";

    private final UUID workspace;
    private final UUID job;

    public Past(Cast cast, UUID job) {
        this.workspace = cast.home().id();
        this.job = job;
    }

    /** One of the schedule's, without more than its status. */
    public UUID tick(String status, Instant scheduledFor) {
        return row("schedule", status, scheduledFor);
    }

    public UUID row(String source, String status, Instant scheduledFor) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        UUID id = ExecutionId.timeOrdered(scheduledFor, random.nextLong(), random.nextLong());
        TestWorkspace.write("""
                INSERT INTO execution (id, workspace_id, job_id, status, source, scheduled_for, due_at, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """, id, workspace, job, status, source, scheduledFor, scheduledFor, scheduledFor);
        return id;
    }

    /** One that began so many milliseconds after its time and took so many. */
    public UUID ran(String status, Instant scheduledFor, long lateMillis, long tookMillis) {
        UUID id = tick(status, scheduledFor);
        Instant began = scheduledFor.plusMillis(lateMillis);
        TestWorkspace.write(
                "UPDATE execution SET attempt_count = 1, started_at = ?, finished_at = ? WHERE id = ?",
                began,
                began.plusMillis(tookMillis),
                id);
        return id;
    }

    /** A row that stands for several missed ticks, of which the newest is given. */
    public UUID missed(int count, Instant newest, Instant writtenAt) {
        UUID id = tick("skipped", newest);
        TestWorkspace.write(
                "UPDATE execution SET reason = 'missed', missed_count = ?, finished_at = ?, created_at = ? WHERE id = ?",
                count,
                writtenAt,
                writtenAt,
                id);
        return id;
    }
}
