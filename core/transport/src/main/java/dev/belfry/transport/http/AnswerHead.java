package dev.belfry.transport.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What is kept of an answer's beginning.
 *
 * @param headers names in lower case, values joined; those without room are left out
 */
record AnswerHead(int status, Map<String, String> headers) {

    /** What a call is steered by has room always, as long as anybody means it seriously. */
    private static final Set<String> STEERING = Set.of("location", "retry-after", "content-type");

    private static final int LONGEST_STEERING = 512;

    /** A redirect's is as long as it is; nothing else of it is of use. */
    private static final int FIRST_REDIRECT = 300;

    private static final int FIRST_ERROR = 400;

    /** What a header takes besides its letters. */
    private static final int ENTRY_BYTES = 100;

    /**
     * Copies what there is room for and empties the original, which is many times as large as what was received and
     * lives as long as the answer does.
     */
    static AnswerHead of(HttpClientResponse response, CallAccount account) {
        MultiMap received = response.headers();
        Map<String, String> kept = new LinkedHashMap<>();
        received.forEach((any, value) -> {
            String name = any.toLowerCase(Locale.ROOT);
            int bytes = name.length() + value.length() + ENTRY_BYTES;
            if (account.keep(bytes) == bytes || isSteering(response.statusCode(), name, value)) {
                kept.merge(name, Failures.storable(value), (first, next) -> first + ", " + next);
            }
        });
        // At the answer's end this one decides whether its connection is used again.
        String connection = received.get(HttpHeaders.CONNECTION);
        received.clear();
        if (connection != null) {
            received.set(HttpHeaders.CONNECTION, connection);
        }
        return new AnswerHead(response.statusCode(), kept);
    }

    private static boolean isSteering(int status, String name, String value) {
        boolean redirects = status >= FIRST_REDIRECT && status < FIRST_ERROR && name.equals("location");
        return redirects || STEERING.contains(name) && value.length() <= LONGEST_STEERING;
    }
}
