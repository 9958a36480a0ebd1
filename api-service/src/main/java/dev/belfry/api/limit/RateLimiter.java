package dev.belfry.api.limit;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts requests: each limit has its own queue to the database. */
@ApplicationScoped
class RateLimiter {

    /** After this a request goes on unlimited: rather that than a second wait for a database that hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final BucketRepository buckets;
    private final Map<Limit, TakeQueue> queues = new ConcurrentHashMap<>();

    RateLimiter(BucketRepository buckets) {
        this.buckets = buckets;
    }

    /** Takes one request out of a bucket, if it holds one. Fails when the database does; never waits for long. */
    Uni<Verdict> take(Bucket bucket) {
        return queues.computeIfAbsent(bucket.limit(), this::queue).take(bucket.key());
    }

    private TakeQueue queue(Limit limit) {
        return new TakeQueue(limit, asked -> buckets.take(limit, asked), PATIENCE);
    }
}
