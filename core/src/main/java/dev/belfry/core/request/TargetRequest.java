package dev.belfry.core.request;

import dev.belfry.core.response.ResponseMatcher;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP request of a job, stored as JSON with snake_case names. The URL, header values and the texts of the body may
 * hold templates ({@link dev.belfry.core.template.RequestTemplate}); header values may name secrets
 * ({@link dev.belfry.core.secret.reference.SecretReferences}).
 *
 * @param url http or https, without user info
 * @param method one of {@link #METHODS}
 * @param headers header values by name
 * @param body null, a text that is sent as it is, or any other JSON value that is sent as JSON
 * @param timeoutSeconds from 1 to 300: the whole call, from resolving the name to the last byte
 * @param successStatuses the statuses that count as success; every other one is a failure
 * @param followRedirects how many redirects are followed, from 0 to {@link #MAX_REDIRECTS}; a status that redirects is an
 *     answer like any other once they are used up
 * @param responseMatcher what an answer with a success status has to fulfil besides; null: nothing
 * @param missingSecret what becomes of a reference to a secret that does not exist: {@link #SEND_REFERENCE} (also when
 *     null) sends it as it stands, {@link #FAIL} fails the execution without a call
 */
public record TargetRequest(
        String url,
        String method,
        Map<String, String> headers,
        @Nullable Object body,
        int timeoutSeconds,
        List<Integer> successStatuses,
        int followRedirects,
        @Nullable ResponseMatcher responseMatcher,
        @Nullable String missingSecret) {

    public static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    public static final int DEFAULT_TIMEOUT_SECONDS = 30;
    public static final List<Integer> DEFAULT_SUCCESS_STATUSES = List.of(200, 201, 202, 204);
    public static final int MAX_REDIRECTS = 5;
    public static final String SEND_REFERENCE = "send";
    public static final String FAIL = "fail";

    /** The same request without its body, which may be large. */
    public TargetRequest withoutBody() {
        return new TargetRequest(
                url,
                method,
                headers,
                null,
                timeoutSeconds,
                successStatuses,
                followRedirects,
                responseMatcher,
                missingSecret);
    }
}
