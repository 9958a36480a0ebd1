package dev.belfry.api.document;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.Cancellable;

/** One page of the documentation. */
@Cancellable(false)
@Path("/docs")
@PermitAll
public class PageResource {

    private final DocumentAnswer answer;

    PageResource(DocumentAnswer answer) {
        this.answer = answer;
    }

    @GET
    @PermitAll
    @Path("{page}")
    @Operation(hidden = true)
    public Uni<Response> read(@PathParam("page") String page, @Context Request request) {
        return answer.of("docs/" + page, request);
    }
}
