package dev.belfry.api.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Runs, newest first. */
@Schema(name = "RunPage")
public record RunPage(List<RunView> data, Pagination pagination) {

    /**
     * Where to go on.
     *
     * @param next the cursor of older runs; left out when there are none
     * @param previous the cursor of newer runs
     */
    @Schema(name = "RunPagination")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Pagination(
            @Nullable String next, @Nullable String previous) {}
}
