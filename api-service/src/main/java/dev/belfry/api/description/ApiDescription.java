package dev.belfry.api.description;

import dev.belfry.api.problem.ErrorBody;
import dev.belfry.api.runs.RunErrorBody;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** The head of {@code /openapi.json}. */
@OpenAPIDefinition(
        info = @Info(title = "Belfry", version = "1", description = """
                                Scheduled and triggered HTTP work.

                                **Requests.** JSON in UTF-8, 1 MiB at most. Unknown fields and query parameters are \
                                refused by name; the fields that only the server writes are ignored, so that what was \
                                read can be sent back. Types are strict: `"15"` is no number.

                                **Answers.** Names are in snake_case, instants in UTC with milliseconds. Lists are \
                                newest first, in pages: `limit` is 1 to 100 (default 50), `cursor` is the \
                                `next_cursor` of the page before, which is null on the last page.

                                **Errors.** Every answer that is no success has the shape of `ErrorBody`, also 404 for \
                                a path that does not exist, 405 (with `Allow`) and 406. What belongs to another \
                                workspace answers the same 404 as what does not exist.

                                **Trigger.dev.** What is below `/api` speaks as Trigger.dev's clients expect it: names \
                                in camelCase, nothing is null, and errors have the shape of `RunErrorBody`. All of it \
                                is below `/v1/api` as well.

                                **Access.** A bearer token: an API token or the token of a login. Each operation names \
                                the scope it needs; 403 names the one that is missing."""),
        components =
                @Components(
                        schemas = {
                            @Schema(name = "ErrorBody", implementation = ErrorBody.class),
                            @Schema(name = "RunErrorBody", implementation = RunErrorBody.class)
                        }),
        security = @SecurityRequirement(name = ApiDescription.TOKEN))
@SecurityScheme(
        securitySchemeName = ApiDescription.TOKEN,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "An API token (cron_pat_...) or the token of a login")
public class ApiDescription extends Application {

    static final String TOKEN = "token";
}
