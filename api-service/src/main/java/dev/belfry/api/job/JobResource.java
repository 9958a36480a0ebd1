package dev.belfry.api.job;

import static org.jboss.resteasy.reactive.RestResponse.Status.CREATED;
import static org.jboss.resteasy.reactive.RestResponse.Status.OK;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.definition.JobInput;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.value.Ids;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/v1/jobs")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
public class JobResource {

    private static final String THING = "job";

    private final JobService jobs;
    private final Caller caller;

    public JobResource(JobService jobs, Caller caller) {
        this.jobs = jobs;
        this.caller = caller;
    }

    @POST
    @Requires(Scope.JOBS_WRITE)
    @APIResponse(
            responseCode = "201",
            description = "The job",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(
            responseCode = "200",
            description = "The job that was created under the same Idempotency-Key before",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Create a job",
            description =
                    "An active one_time job is queued at once. With an Idempotency-Key that a job of the workspace"
                            + " was created under, that job is answered and nothing is made, whatever the body says.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = JobInput.class)))
    public Uni<RestResponse<JobView>> create(
            @HeaderParam(IdempotencyKey.HEADER)
                    @Parameter(description = "1 to 255 printable ASCII characters")
                    @Nullable
                    String key,
            ObjectNode body) {
        return jobs.create(caller.workspace(), body, IdempotencyKey.of(key))
                .map(created -> RestResponse.status(created.isNew() ? CREATED : OK, created.job()));
    }

    @GET
    @Requires(Scope.JOBS_READ)
    @Operation(
            summary = "List jobs, newest first",
            description = "A page looks at 10,000 jobs and reads about 1 MiB at most: it may be short or empty and"
                    + " still have a next_cursor.")
    public Uni<Page<JobView>> list(@BeanParam JobQuery query) {
        return jobs.list(caller.workspace(), JobFilter.of(query), PageRequest.of(query.limit, query.cursor));
    }

    @GET
    @Requires(Scope.JOBS_READ)
    @Path("{id}")
    @Operation(summary = "Read a job")
    public Uni<JobView> find(@PathParam("id") String id) {
        return jobs.find(caller.workspace(), Ids.inPath(THING, id));
    }

    @PATCH
    @Requires(Scope.JOBS_WRITE)
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a job",
            description = "Only what is present changes; null resets to the default. schedule, request and retry_policy"
                    + " may hold single fields. Once answered, the old schedule fires no more.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = JobInput.class)))
    public Uni<JobView> patch(@PathParam("id") String id, ObjectNode body) {
        return jobs.patch(caller.workspace(), Ids.inPath(THING, id), body);
    }

    @DELETE
    @Requires(Scope.JOBS_WRITE)
    @Path("{id}")
    @ResponseStatus(204)
    @Operation(
            summary = "Delete a job",
            description = "With its rules; its executions and deliveries are out of sight at once.")
    public Uni<Void> delete(@PathParam("id") String id) {
        return jobs.delete(caller.workspace(), Ids.inPath(THING, id));
    }

    @POST
    @Requires(Scope.JOBS_WRITE)
    @Path("{id}/pause")
    @Operation(summary = "Pause a job", description = "Once answered, its schedule fires no more.")
    public Uni<JobView> pause(@PathParam("id") String id) {
        return jobs.pause(caller.workspace(), Ids.inPath(THING, id));
    }

    @POST
    @Requires(Scope.JOBS_WRITE)
    @Path("{id}/resume")
    @Operation(summary = "Resume a job", description = "From now on; missed runs are not made up.")
    public Uni<JobView> resume(@PathParam("id") String id) {
        return jobs.resume(caller.workspace(), Ids.inPath(THING, id));
    }
}
