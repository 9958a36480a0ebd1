package dev.belfry.transport.http;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Resolves names with the platform's resolver, away from the event loop, and remembers answers for five seconds. An
 * answer that was remembered is judged again at each use, so the memory cannot widen what may be called.
 */
final class HostResolver {

    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int MAX_NAMES = 10_000;
    private static final int THREADS = 8;

    private final AsyncLoadingCache<String, List<InetAddress>> answers;

    HostResolver() {
        Executor threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "resolve");
            thread.setDaemon(true);
            return thread;
        });
        this.answers = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .maximumSize(MAX_NAMES)
                .executor(threads)
                .buildAsync(HostResolver::lookUp);
    }

    /** The addresses of a name, at least one; fails with {@link UnknownHostException}. */
    CompletableFuture<List<InetAddress>> resolve(String host) {
        return answers.get(host);
    }

    private static List<InetAddress> lookUp(String host) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(host));
    }
}
