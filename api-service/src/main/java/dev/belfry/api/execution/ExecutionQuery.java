package dev.belfry.api.execution;

import dev.belfry.core.execution.ExecutionStatus;
import dev.belfry.core.execution.TriggerSource;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters that every list and stream of executions takes as filters. */
public class ExecutionQuery {

    static final String LIST = "Without their attempts. Rows that appear while you page neither repeat nor hide others."
            + " A page examines 10,000 executions at most: with filters that match little it may be short or even empty"
            + " and still have a next_cursor; only a next_cursor of null means the end.";

    @QueryParam("status")
    @Parameter(schema = @Schema(implementation = ExecutionStatus.class))
    @Nullable
    public String status;

    @QueryParam("source")
    @Parameter(schema = @Schema(implementation = TriggerSource.class))
    @Nullable
    public String source;

    @QueryParam("job_name")
    @Parameter(description = "Part of the job's name, in any case")
    @Nullable
    public String jobName;

    @QueryParam("tag")
    @Parameter(description = "One of the job's tags")
    @Nullable
    public String tag;

    @QueryParam("from")
    @Parameter(description = "The earliest scheduled_for (RFC 3339)")
    @Nullable
    public String from;

    @QueryParam("to")
    @Parameter(description = "scheduled_for is before this (RFC 3339)")
    @Nullable
    public String to;
}
