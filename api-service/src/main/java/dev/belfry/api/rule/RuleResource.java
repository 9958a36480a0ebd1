package dev.belfry.api.rule;

import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.value.Ids;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;

@Cancellable(false)
@Path("/v1/notification-rules")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notifications")
public class RuleResource {

    private final RuleService rules;
    private final Caller caller;

    public RuleResource(RuleService rules, Caller caller) {
        this.rules = rules;
        this.caller = caller;
    }

    @DELETE
    @Requires(Scope.NOTIFICATIONS_WRITE)
    @Path("{id}")
    @ResponseStatus(204)
    @Operation(summary = "Delete a rule")
    public Uni<Void> delete(@PathParam("id") String id) {
        return rules.delete(caller.workspace(), Ids.inPath("rule", id));
    }
}
