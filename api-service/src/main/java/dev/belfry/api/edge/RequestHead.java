package dev.belfry.api.edge;

import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of itself before its body.
 *
 * @param uri as it stands in the request line
 * @param isPlain whether it claims to be HTTP/1.0 or 1.1 and names one host at most: of two hosts a proxy may have read the
 *     other one
 * @param headerBytes all names and values together
 * @param length the announced length of the body, digits only; null when none is announced
 * @param encoding the transfer encoding, null when there is none
 */
record RequestHead(
        String uri,
        boolean isPlain,
        long headerBytes,
        @Nullable String length,
        @Nullable String encoding) {

    private static final int MAX_BODY_BYTES = 1024 * 1024;
    private static final String PINGS = "/v1/ping/";
    private static final int MAX_URI = 4096;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int TOO_MANY_DIGITS = 8;

    static RequestHead of(HttpServerRequest request) {
        long bytes = 0;
        for (var header : request.headers()) {
            bytes += header.getKey().length() + header.getValue().length();
        }
        List<String> encodings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        return new RequestHead(
                request.uri(),
                request.version() != null
                        && request.headers().getAll(HttpHeaders.HOST).size() <= 1,
                bytes,
                request.getHeader(HttpHeaders.CONTENT_LENGTH),
                encodings.isEmpty() ? null : String.join(", ", encodings));
    }

    /** Why it is refused, or nothing. */
    Optional<Problem> problem() {
        if (!isPlain) {
            return Optional.of(unreadable("the request has to be HTTP/1.1 or HTTP/1.0, and to name one host"));
        }
        if (uri.length() > MAX_URI) {
            return Optional.of(problem(ProblemCode.URI_TOO_LONG, "a URI may have " + MAX_URI + " characters at most"));
        }
        if (headerBytes > MAX_HEADER_BYTES) {
            return Optional.of(problem(
                    ProblemCode.HEADERS_TOO_LARGE,
                    "all headers together may have " + MAX_HEADER_BYTES + " bytes at most"));
        }
        if (isEndUnknown()) {
            return Optional.of(unreadable("the only transfer encoding a body may come in is chunked"));
        }
        return isBodyBounded()
                ? Optional.empty()
                : Optional.of(problem(ProblemCode.PAYLOAD_TOO_LARGE, "a request body may hold 1 MiB at most"));
    }

    /** Whether the body says nothing of its length, or no more than is read. That of a ping is cut and never refused. */
    boolean isBodyBounded() {
        return length == null
                || uri.startsWith(PINGS)
                || (length.length() < TOO_MANY_DIGITS && Integer.parseInt(length) <= MAX_BODY_BYTES);
    }

    /**
     * Whether only somebody who understands the encoding could tell where the body ends (RFC 9112, section 6.3): the HTTP
     * server takes it for a body of no length.
     */
    boolean isEndUnknown() {
        return encoding != null && !encoding.equalsIgnoreCase("chunked");
    }

    private static Problem unreadable(String message) {
        return Problem.invalid(new Detail("", "http", message, null));
    }

    private static Problem problem(ProblemCode code, String message) {
        return new Problem(code, message, List.of());
    }
}
