package dev.belfry.api.job;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.definition.JobDefinition;
import dev.belfry.api.value.NewId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that is about to be made.
 *
 * @param id carries the instant of the creation
 */
record JobCreation(
        UUID id, JobDefinition definition, @Nullable IdempotencyKey key) {

    Instant at() {
        return NewId.instantOf(id);
    }

    Job row(WorkspaceId workspace, JobDocument documents) {
        Job job = new Job();
        job.id = id;
        job.workspaceId = workspace.value();
        job.idempotencyKey = key == null ? null : key.value();
        job.anchorAt = at();
        job.plan = 1;
        job.createdAt = at();
        job.updatedAt = at();
        documents.write(job, definition);
        documents.write(job, definition.timing());
        return job;
    }
}
