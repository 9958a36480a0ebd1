package dev.belfry.api.job;

import dev.belfry.api.definition.JobState;
import dev.belfry.core.schedule.JobKind;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters that the list of jobs takes. */
public class JobQuery {

    @QueryParam("state")
    @Parameter(schema = @Schema(implementation = JobState.class))
    @Nullable
    String state;

    @QueryParam("kind")
    @Parameter(schema = @Schema(implementation = JobKind.class))
    @Nullable
    String kind;

    @QueryParam("q")
    @Parameter(description = "Part of the name, in any case")
    @Nullable
    String text;

    @QueryParam("tag")
    @Parameter(description = "A tag that the job has; more than one: it has them all")
    @Nullable
    List<String> tags;

    @QueryParam("limit")
    @Parameter(description = "From 1 to 100, default 50")
    @Nullable
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "The next_cursor of an earlier page")
    @Nullable
    String cursor;
}
