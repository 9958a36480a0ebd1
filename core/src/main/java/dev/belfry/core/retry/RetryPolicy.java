package dev.belfry.core.retry;

import java.util.List;

/**
 * Whether a failed attempt may be followed by another.
 *
 * @param maxAttempts from 1 to 10, the first attempt included
 * @param retryOnStatuses answers that are worth another attempt; connection errors and timeouts always are
 */
public record RetryPolicy(int maxAttempts, List<Integer> retryOnStatuses) {

    public static final RetryPolicy DEFAULT = new RetryPolicy(3, List.of(429, 500, 502, 503, 504));
}
