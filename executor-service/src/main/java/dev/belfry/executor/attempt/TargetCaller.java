package dev.belfry.executor.attempt;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.request.TargetRequest;
import dev.belfry.executor.execution.ClaimedExecution;
import dev.belfry.transport.http.CallResult;
import dev.belfry.transport.http.GuardedClient;
import dev.belfry.transport.http.OutboundCall;
import dev.belfry.transport.json.WireJson;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the call of a claimed execution. */
public final class TargetCaller {

    private static final String USER_AGENT = "Belfry";
    private static final Set<String> OURS = Set.of(
            "x-cron-service-job-id",
            "x-cron-service-execution-id",
            "x-cron-service-scheduled-for",
            "x-cron-service-attempt");
    private static final DateTimeFormatter RFC_3339_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final GuardedClient client;

    public TargetCaller(GuardedClient client) {
        this.client = client;
    }

    /** Makes one call and judges it. Never fails. */
    public Uni<AttemptOutcome> call(ClaimedExecution execution) {
        TargetRequest request;
        try {
            request = WireJson.read(execution.request(), TargetRequest.class);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom()
                    .item(new AttemptOutcome.Forbidden(
                            new CallResult.Failed(ErrorCode.INVALID_REQUEST, "the job's request cannot be read")));
        }
        OutboundCall call = new OutboundCall(
                request.method(),
                request.url(),
                headers(request, execution),
                body(request.body()),
                Duration.ofSeconds(request.timeoutSeconds()));
        return client.call(call).map(result -> AttemptOutcome.of(result, request.successStatuses()));
    }

    /** The job's own headers win over the defaults; what identifies the execution is ours alone. */
    private static Map<String, String> headers(TargetRequest request, ClaimedExecution execution) {
        Map<String, String> headers = new LinkedHashMap<>();
        putUnlessSet(headers, request, "User-Agent", USER_AGENT);
        putUnlessSet(headers, request, "Idempotency-Key", execution.id().toString());
        if (request.body() != null && !(request.body() instanceof String)) {
            putUnlessSet(headers, request, "Content-Type", "application/json");
        }
        headers.putAll(request.headers());
        headers.keySet().removeIf(name -> OURS.contains(name.toLowerCase(Locale.ROOT)));
        headers.put("X-Cron-Service-Job-Id", execution.jobId().toString());
        headers.put("X-Cron-Service-Execution-Id", execution.id().toString());
        headers.put("X-Cron-Service-Scheduled-For", RFC_3339_MILLIS.format(execution.scheduledFor()));
        headers.put("X-Cron-Service-Attempt", Integer.toString(execution.attempt()));
        return headers;
    }

    private static void putUnlessSet(Map<String, String> headers, TargetRequest request, String name, String value) {
        if (request.headers().keySet().stream().noneMatch(name::equalsIgnoreCase)) {
            headers.put(name, value);
        }
    }

    private static byte[] body(@Nullable Object body) {
        if (body == null) {
            return new byte[0];
        }
        String text = body instanceof String string ? string : WireJson.write(body);
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
