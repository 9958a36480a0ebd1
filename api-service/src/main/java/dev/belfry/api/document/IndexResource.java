package dev.belfry.api.document;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Which pages there are. */
@Cancellable(false)
@Path("/docs-index.json")
@PermitAll
public class IndexResource {

    private final DocumentAnswer answer;

    IndexResource(DocumentAnswer answer) {
        this.answer = answer;
    }

    @GET
    @PermitAll
    @Operation(hidden = true)
    public Uni<Response> read(@Context Request request) {
        return answer.of("docs-index.json", request);
    }
}
