package dev.belfry.api.limit;

import io.vertx.core.MultiMap;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;

/**
 * Tells a client what is left to it.
 *
 * <p>{@code RateLimit-Limit}, {@code -Remaining} and {@code -Reset} are those of the IETF draft
 * draft-ietf-httpapi-ratelimit-headers up to its version 06, which is what clients know; the later versions say the same
 * in {@code RateLimit} and {@code RateLimit-Policy}, and no client could tell which version's policy it reads. Reset is in
 * whole seconds from now. {@code x-ratelimit-*} says the same for clients that sleep until an instant: there, reset is in
 * milliseconds since 1970.
 *
 * <p>Reset is the wait for the whole allowance, or for the next request when none remains; so it never points earlier
 * than {@code Retry-After}, which a refusal carries.
 */
final class LimitHeaders {

    private final Clock clock;

    LimitHeaders(Clock clock) {
        this.clock = clock;
    }

    void put(Verdict verdict, MultiMap headers) {
        String limit = Integer.toString(verdict.limit().requests());
        String remaining = Long.toString(verdict.remaining());
        headers.set("RateLimit-Limit", limit)
                .set("RateLimit-Remaining", remaining)
                .set("RateLimit-Reset", Long.toString(seconds(verdict.reset())))
                .set("x-ratelimit-limit", limit)
                .set("x-ratelimit-remaining", remaining)
                .set("x-ratelimit-reset", Long.toString(clock.millis() + millis(verdict.reset())));
        if (!verdict.allowed()) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds(verdict.reset())));
        }
    }

    /** Rounded up, so that nobody is told to come back at once. */
    static long seconds(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }

    private static long millis(Duration wait) {
        return wait.plusMillis(1).minusNanos(1).toMillis();
    }
}
