package dev.belfry.api.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.belfry.api.bulk.BulkAction;
import dev.belfry.api.value.NewId;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A bulk action as the client knows it. */
@Schema(name = "BulkAction")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record BulkView(
        String id,
        @Nullable String name,
        @Schema(description = "CANCEL or REPLAY") String type,

        @Schema(description = "PENDING, COMPLETED or ABORTED")
        String status,

        Counts counts,
        Instant createdAt,
        @Nullable Instant completedAt) {

    @Schema(name = "BulkCounts")
    public record Counts(int total, int success, int failure) {}

    @Schema(name = "BulkActionPage")
    public record Listed(List<BulkView> data, RunPage.Pagination pagination) {}

    static BulkView of(BulkAction action) {
        return new BulkView(
                RunId.text(RunId.BULK_ACTION, action.id()),
                action.name(),
                action.kind().name(),
                action.state().name(),
                new Counts(action.total(), action.done() - action.failed(), action.failed()),
                NewId.instantOf(action.id()),
                action.finishedAt());
    }
}
