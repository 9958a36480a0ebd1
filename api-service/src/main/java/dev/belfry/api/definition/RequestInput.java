package dev.belfry.api.definition;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.belfry.api.json.PlainJson;
import dev.belfry.api.json.Sensitive;
import dev.belfry.core.outbound.TargetUrl;
import dev.belfry.core.request.TargetRequest;
import dev.belfry.core.response.ResponseMatcher;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** What to send, as a client states it; {@link TargetRequest} is what becomes of it. */
@Schema(name = "Request")
public record RequestInput(
        @Schema(
                description = "http or https, without user info; path and query may hold {{timestamp}}, {{uuid}} and"
                        + " {{execution_id}}",
                examples = "https://example.com/hook")
        @NotNull(message = "is required")
        @Size(min = 1, max = TargetUrl.MAX_LENGTH, message = "has to have {min} to {max} characters")
        @Nullable
        String url,

        @Schema(description = "How to call", defaultValue = "GET") @Nullable
        Method method,

        @Schema(description = "Header values by name; they may hold the variables of the URL and secret://name")
        @Size(max = MAX_HEADERS, message = "may hold {max} headers at most")
        @Sensitive
        @Nullable
        Map<String, @Size(max = MAX_HEADER_VALUE, message = "may have {max} characters at most") String> headers,

        @Schema(
                description =
                        "A text is sent as it is, any other JSON value as JSON; texts in it may hold the variables of the URL",
                implementation = Object.class)
        @Nullable
        JsonNode body,

        @Schema(description = "The whole call, from resolving the name to the last byte", defaultValue = "30")
        @Range(min = 1, max = 300, message = "has to be from {min} to {max}")
        @Nullable
        Integer timeoutSeconds,

        @Schema(description = "Every other status is a failure; default 200, 201, 202, 204")
        @Size(min = 1, max = 500, message = "has to hold {min} to {max} statuses")
        @Nullable
        List<@Range(min = 100, max = 599, message = "has to be from {min} to {max}") Integer> successStatuses,

        @Schema(description = "How many redirects to follow, each a call of its own", defaultValue = "0")
        @Range(min = 0, max = TargetRequest.MAX_REDIRECTS, message = "has to be from {min} to {max}")
        @Nullable
        Integer followRedirects,

        @Schema(description = "What an answer with a success status has to fulfil besides") @Nullable
        ResponseMatcher responseMatcher,

        @Schema(
                description = "What becomes of a reference to a secret that does not exist: send sends it as it stands,"
                        + " fail fails the execution without a call",
                defaultValue = "send")
        @Nullable
        MissingSecret missingSecret) {

    static final int MAX_HEADERS = 50;
    static final int MAX_HEADER_NAME = 200;
    static final int MAX_HEADER_VALUE = 8192;

    /** The methods a job may use. */
    @Schema(name = "RequestMethod")
    public enum Method {
        @JsonProperty("GET")
        GET,
        @JsonProperty("POST")
        POST,
        @JsonProperty("PUT")
        PUT,
        @JsonProperty("PATCH")
        PATCH,
        @JsonProperty("DELETE")
        DELETE
    }

    /** What becomes of a reference to a secret that does not exist. */
    @Schema(name = "MissingSecret")
    public enum MissingSecret {
        @JsonProperty(TargetRequest.SEND_REFERENCE)
        SEND(TargetRequest.SEND_REFERENCE),
        @JsonProperty(TargetRequest.FAIL)
        FAIL(TargetRequest.FAIL);

        private final String wireName;

        MissingSecret(String wireName) {
            this.wireName = wireName;
        }
    }

    /** The request that is stored. Nothing required may be missing. */
    TargetRequest orDefaults() {
        return with(
                Objects.requireNonNull(url),
                Objects.requireNonNullElse(headers, Map.of()),
                Objects.requireNonNullElse(body, NullNode.getInstance()));
    }

    /** The request as far as it can be read, to be judged: the body as plain values. */
    TargetRequest readable() {
        Map<String, String> readable = new LinkedHashMap<>(Objects.requireNonNullElse(headers, Map.of()));
        readable.values().removeIf(Objects::isNull);
        return with(Objects.requireNonNullElse(url, ""), readable, body == null ? null : PlainJson.of(body));
    }

    private TargetRequest with(String url, Map<String, String> headers, @Nullable Object body) {
        return new TargetRequest(
                url,
                Objects.requireNonNullElse(method, Method.GET).name(),
                headers,
                body,
                Objects.requireNonNullElse(timeoutSeconds, TargetRequest.DEFAULT_TIMEOUT_SECONDS),
                Objects.requireNonNullElse(successStatuses, TargetRequest.DEFAULT_SUCCESS_STATUSES),
                Objects.requireNonNullElse(followRedirects, 0),
                responseMatcher,
                Objects.requireNonNullElse(missingSecret, MissingSecret.SEND).wireName);
    }
}
