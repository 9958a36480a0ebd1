package dev.belfry.core.request;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP request of a job, stored as JSON with snake_case names.
 *
 * @param url http or https, without user info
 * @param method one of {@link #METHODS}
 * @param headers header values by name, sent as they stand
 * @param body null, a text that is sent as it is, or any other JSON value that is sent as JSON
 * @param timeoutSeconds from 1 to 300: the whole call, from resolving the name to the last byte
 * @param successStatuses the statuses that count as success; every other one is a failure
 */
public record TargetRequest(
        String url,
        String method,
        Map<String, String> headers,
        @Nullable Object body,
        int timeoutSeconds,
        List<Integer> successStatuses) {

    public static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    public static final int DEFAULT_TIMEOUT_SECONDS = 30;
    public static final List<Integer> DEFAULT_SUCCESS_STATUSES = List.of(200, 201, 202, 204);
}
