package dev.belfry.api.setup;

import dev.belfry.api.problem.ErrorBody;
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

                                Every answer that is no success has the shape of ErrorBody. Unknown fields and query \
                                parameters are refused by name; the fields that only the server writes are ignored, so \
                                that what was read can be sent back. Lists are newest first, in pages."""),
        components = @Components(schemas = @Schema(name = "ErrorBody", implementation = ErrorBody.class)),
        security = @SecurityRequirement(name = "token"))
@SecurityScheme(
        securitySchemeName = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "An API token: cron_pat_...")
public class ApiDescription extends Application {}
