package dev.belfry.api.ledger;

import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.value.Ids;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/v1/jobs")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Executions")
public class LedgerResource {

    private final LedgerService ledger;
    private final Caller caller;

    public LedgerResource(LedgerService ledger, Caller caller) {
        this.ledger = ledger;
        this.caller = caller;
    }

    @GET
    @Requires(Scope.EXECUTIONS_READ)
    @Path("{id}/ledger")
    @Operation(
            summary = "The account of every tick of a job",
            description = "Every instant in the range at which its schedule was or will be due, oldest first, with what"
                    + " became of it. Each count is 1, except for missed ticks of a schedule that has changed since,"
                    + " whose instants nobody knows any more: they share a line, at the newest of them. Runs by hand"
                    + " and replays are no instants of the schedule. A page may be short and have a next_cursor.")
    public Uni<Page<LedgerLine>> list(
            @PathParam("id") String id,
            @QueryParam("from")
                    @Parameter(description = "The earliest instant; 24 hours before to unless given")
                    @Nullable
                    String from,
            @QueryParam("to")
                    @Parameter(description = "Before this; now unless given, at most 31 days after from")
                    @Nullable
                    String to,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return ledger.list(caller.workspace(), Ids.inPath("job", id), from, to, PageRequest.of(limit, cursor));
    }
}
