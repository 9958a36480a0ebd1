package dev.belfry.transport.http;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Resolves names with the platform's resolver, away from the event loop, and remembers answers for five seconds. An
 * answer that was remembered is judged again at each use, so the memory cannot widen what may be called.
 *
 * <p>The platform waits up to half a minute for a name server that is silent. The threads are many enough that a few
 * dozen such names keep nobody else from resolving; idle ones end.
 */
final class HostResolver {

    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int MAX_NAMES = 10_000;
    private static final int THREADS = 64;
    private static final long IDLE_SECONDS = 30;

    /** Asks somebody who knows. */
    @FunctionalInterface
    interface Lookup {
        List<InetAddress> lookUp(String host) throws UnknownHostException;
    }

    private final AsyncLoadingCache<String, List<InetAddress>> answers;

    HostResolver() {
        this(host -> List.of(InetAddress.getAllByName(host)));
    }

    HostResolver(Lookup lookup) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), HostResolver::daemon);
        threads.allowCoreThreadTimeOut(true);
        this.answers = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .maximumSize(MAX_NAMES)
                .executor(threads)
                .buildAsync(lookup::lookUp);
    }

    /** The addresses of a name, at least one; fails with {@link UnknownHostException}. */
    CompletableFuture<List<InetAddress>> resolve(String host) {
        return answers.get(host);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "resolve");
        thread.setDaemon(true);
        return thread;
    }
}
