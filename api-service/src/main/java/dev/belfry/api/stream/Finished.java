package dev.belfry.api.stream;

import dev.belfry.api.execution.ExecutionView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A finished execution.
 *
 * @param finishedAt to the microsecond
 * @param execution null when its job was deleted: then nobody gets to see it
 */
record Finished(UUID id, Instant finishedAt, @Nullable ExecutionView execution, List<String> tags) {}
