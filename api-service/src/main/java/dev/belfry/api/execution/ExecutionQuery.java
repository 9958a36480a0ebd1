package dev.belfry.api.execution;

import dev.belfry.core.execution.ExecutionStatus;
import dev.belfry.core.execution.TriggerSource;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters that every list of executions takes. */
public class ExecutionQuery {

    @QueryParam("status")
    @Parameter(schema = @Schema(implementation = ExecutionStatus.class))
    @Nullable
    String status;

    @QueryParam("source")
    @Parameter(schema = @Schema(implementation = TriggerSource.class))
    @Nullable
    String source;

    @QueryParam("job_name")
    @Parameter(description = "Part of the job's name, in any case")
    @Nullable
    String jobName;

    @QueryParam("from")
    @Parameter(description = "The earliest scheduled_for (RFC 3339)")
    @Nullable
    String from;

    @QueryParam("to")
    @Parameter(description = "scheduled_for is before this (RFC 3339)")
    @Nullable
    String to;

    @QueryParam("limit")
    @Parameter(description = "From 1 to 100, default 50")
    @Nullable
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "The next_cursor of an earlier page")
    @Nullable
    String cursor;
}
