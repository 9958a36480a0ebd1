package dev.belfry.api.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of a refusal below {@code /api}. What is null is left out.
 *
 * @param error what the client takes for its message
 * @param details of a bad query
 * @param issues of a bad body
 * @param code of a missing scope, as are param and type
 * @param message what we would have said, where {@code error} is a fixed text
 */
@Schema(name = "RunErrorBody")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunErrorBody(
        String error,
        @Nullable List<Issue> details,
        @Nullable List<Issue> issues,
        @Nullable String code,
        @Nullable String param,
        @Nullable String type,
        @Nullable String message) {

    /** @param path where in the body or the query it is, step by step */
    @Schema(name = "RunIssue")
    public record Issue(String code, String message, List<String> path) {}
}
