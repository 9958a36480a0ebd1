package dev.belfry.api.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.execution.ExecutionFilter;
import dev.belfry.api.execution.ExecutionQuery;
import dev.belfry.api.page.QueryValue;
import io.quarkus.security.Authenticated;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/executions")
@Authenticated
@Tag(name = "Executions")
public class StreamResource {

    private static final String EVENT = "execution";
    private static final long RECONNECT_MILLIS = 2_000;

    private final StreamService streams;
    private final Caller caller;
    private final CurrentVertxRequest request;
    private final ObjectMapper mapper;

    public StreamResource(StreamService streams, Caller caller, CurrentVertxRequest request, ObjectMapper mapper) {
        this.streams = streams;
        this.caller = caller;
        this.request = request;
        this.mapper = mapper;
    }

    @GET
    @Requires(Scope.EXECUTIONS_READ)
    @Path("stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @APIResponse(
            responseCode = "200",
            description = "An event named execution for each that finished, whose data is the row of a list as JSON;"
                    + " comments in between",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    @Operation(
            summary = "Finished executions as they finish",
            description = "Server-sent events. With Last-Event-ID it goes on after that event and misses nothing; an"
                    + " event of the last half minute may come again. Without, it begins now. A stream ends within"
                    + " 20 seconds of its token.")
    public Multi<OutboundSseEvent> stream(
            @BeanParam ExecutionQuery query,
            @QueryParam("job_id") @Nullable String jobId,
            @HeaderParam("Last-Event-ID") @Parameter(description = "The id of the last event received") @Nullable
                    String lastEventId,
            @Context Sse sse) {
        ExecutionFilter filter = ExecutionFilter.of(query, QueryValue.id("job_id", jobId));
        return streams.open(caller.workspace(), lastEventId, request.getCurrent())
                .onItem()
                .transformToMultiAndConcatenate(round -> Multi.createFrom().items(() -> events(round, filter, sse)));
    }

    private Stream<OutboundSseEvent> events(StreamRound round, ExecutionFilter filter, Sse sse) {
        Stream<OutboundSseEvent> executions = round.events().stream()
                .filter(event -> event.finished().execution() != null
                        && filter.matches(
                                event.finished().execution(), event.finished().tags()))
                .map(event -> execution(event, sse));
        return round.heartbeat() ? Stream.concat(executions, Stream.of(heartbeat(sse))) : executions;
    }

    private OutboundSseEvent execution(Walk.Event event, Sse sse) {
        return sse.newEventBuilder()
                .name(EVENT)
                .id(event.position().text())
                .data(String.class, json(event))
                .build();
    }

    private static OutboundSseEvent heartbeat(Sse sse) {
        return sse.newEventBuilder()
                .comment("still here")
                .reconnectDelay(RECONNECT_MILLIS)
                .build();
    }

    private String json(Walk.Event event) {
        try {
            return mapper.writeValueAsString(event.finished().execution());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an execution cannot be written", e);
        }
    }
}
