package dev.belfry.executor.attempt;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.request.TargetRequest;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.core.secret.reference.SecretReferences;
import dev.belfry.core.template.RequestTemplate;
import dev.belfry.core.template.RequestVariables;
import dev.belfry.executor.execution.ClaimedExecution;
import dev.belfry.transport.http.OutboundCall;
import dev.belfry.transport.http.Sensitive;
import dev.belfry.transport.json.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns a claimed execution into a call: templates are rendered first, then references become secrets. */
final class CallPreparation {

    private static final String USER_AGENT = "Belfry";
    /** So many characters longer than they are stored headers may become; few servers take as many in all. */
    private static final int MAX_LONGER = 16 * 1024;

    private static final Set<String> OURS = Set.of(
            "x-cron-service-job-id",
            "x-cron-service-execution-id",
            "x-cron-service-scheduled-for",
            "x-cron-service-attempt");
    private static final DateTimeFormatter RFC_3339_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final SecretBox box;

    CallPreparation(SecretBox box) {
        this.box = box;
    }

    PreparedCall prepare(ClaimedExecution execution) throws UncallableException {
        TargetRequest request = read(execution);
        RequestVariables variables = RequestVariables.of(execution.id(), execution.began());
        OpenedSecrets secrets = OpenedSecrets.open(box, execution.job().secrets());
        requireNoneMissing(request, secrets);
        OutboundCall call = new OutboundCall(
                request.method(),
                RequestTemplate.render(request.url(), variables),
                headers(request, execution, variables, secrets),
                body(RequestTemplate.renderBody(request.body(), variables)),
                Duration.ofSeconds(request.timeoutSeconds()),
                request.followRedirects(),
                Sensitive.headers(headersWithSecrets(request)));
        return new PreparedCall(
                request.withoutBody(), execution.job().outputTemplate(), call, variables, secrets.mask());
    }

    private static TargetRequest read(ClaimedExecution execution) throws UncallableException {
        try {
            return WireJson.read(execution.job().request(), TargetRequest.class);
        } catch (IllegalArgumentException e) {
            throw new UncallableException(ErrorCode.INVALID_REQUEST, "the job's request cannot be read");
        }
    }

    private static void requireNoneMissing(TargetRequest request, OpenedSecrets secrets) throws UncallableException {
        if (!TargetRequest.FAIL.equals(request.missingSecret())) {
            return;
        }
        Set<String> missing = new TreeSet<>();
        request.headers().values().forEach(value -> missing.addAll(secrets.missingFrom(value)));
        if (!missing.isEmpty()) {
            throw new UncallableException(
                    ErrorCode.MISSING_SECRET,
                    "nothing was sent: the request refers to secrets that do not exist: " + String.join(", ", missing));
        }
    }

    /** The job's own headers win over the defaults; what identifies the execution is ours alone. */
    private static Map<String, String> headers(
            TargetRequest request, ClaimedExecution execution, RequestVariables variables, OpenedSecrets secrets)
            throws UncallableException {
        Map<String, String> headers = new LinkedHashMap<>();
        putUnlessSet(headers, request, "User-Agent", USER_AGENT);
        putUnlessSet(headers, request, "Idempotency-Key", execution.id().toString());
        if (request.body() != null && !(request.body() instanceof String)) {
            putUnlessSet(headers, request, "Content-Type", "application/json");
        }
        int longer = 0;
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            String value = secrets.resolve(RequestTemplate.render(header.getValue(), variables));
            longer += value.length() - header.getValue().length();
            requireSendable(longer);
            headers.put(header.getKey(), value);
        }
        headers.keySet().removeIf(name -> OURS.contains(name.toLowerCase(Locale.ROOT)));
        headers.put("X-Cron-Service-Job-Id", execution.jobId().toString());
        headers.put("X-Cron-Service-Execution-Id", execution.id().toString());
        headers.put("X-Cron-Service-Scheduled-For", RFC_3339_MILLIS.format(execution.scheduledFor()));
        headers.put("X-Cron-Service-Attempt", Integer.toString(execution.attempt()));
        return headers;
    }

    /** A header of 8 KB can name a secret of 8 KB seven hundred times, and a job has fifty headers. */
    private static void requireSendable(int longer) throws UncallableException {
        if (longer > MAX_LONGER) {
            throw new UncallableException(
                    ErrorCode.INVALID_REQUEST,
                    "nothing was sent: templates and secrets make the headers more than 16 KB longer");
        }
    }

    private static Set<String> headersWithSecrets(TargetRequest request) {
        return request.headers().entrySet().stream()
                .filter(header -> !SecretReferences.names(header.getValue()).isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
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
