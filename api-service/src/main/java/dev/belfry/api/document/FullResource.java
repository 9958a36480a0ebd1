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

/** All pages in one text. */
@Cancellable(false)
@Path("/llms-full.txt")
@PermitAll
public class FullResource {

    private final DocumentAnswer answer;

    FullResource(DocumentAnswer answer) {
        this.answer = answer;
    }

    @GET
    @PermitAll
    @Operation(hidden = true)
    public Uni<Response> read(@Context Request request) {
        return answer.of("llms-full.txt", request);
    }
}
