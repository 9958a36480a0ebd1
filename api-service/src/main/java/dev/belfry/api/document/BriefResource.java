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

/** What a model needs to know, to be put before a question. */
@Cancellable(false)
@Path("/llms.txt")
@PermitAll
public class BriefResource {

    private final DocumentAnswer answer;

    BriefResource(DocumentAnswer answer) {
        this.answer = answer;
    }

    @GET
    @PermitAll
    @Operation(hidden = true)
    public Uni<Response> read(@Context Request request) {
        return answer.of("llms.txt", request);
    }
}
