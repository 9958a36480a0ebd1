package dev.belfry.transport.http;

import com.github.benmanes.caffeine.cache.AsyncCache;
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
 * <p>The platform waits up to half a minute for a name server that is silent. Whoever names such servers waits for them
 * alone: the threads are {@link LookupShares shared out} by owner, and nobody waits for, or is told, what was looked up
 * for somebody else. Idle threads end.
 */
final class HostResolver {

    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int MAX_NAMES = 10_000;
    private static final int THREADS = 64;
    private static final int LONGEST_LINE = 1_000;
    private static final long IDLE_SECONDS = 30;

    /** Asks somebody who knows. */
    @FunctionalInterface
    interface Lookup {
        List<InetAddress> lookUp(String host) throws UnknownHostException;
    }

    private record Asked(Object owner, String host) {}

    private final Lookup lookup;
    private final LookupShares shares;
    private final AsyncCache<Asked, List<InetAddress>> answers;

    HostResolver() {
        this(host -> List.of(InetAddress.getAllByName(host)));
    }

    HostResolver(Lookup lookup) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), HostResolver::daemon);
        threads.allowCoreThreadTimeOut(true);
        this.lookup = lookup;
        this.shares = new LookupShares(threads, THREADS, LONGEST_LINE, System::nanoTime);
        this.answers = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .maximumSize(MAX_NAMES)
                .buildAsync();
    }

    /**
     * The addresses of a name, at least one; fails with {@link UnknownHostException}.
     *
     * @param owner whose share of the look-ups it uses
     */
    CompletableFuture<List<InetAddress>> resolve(Object owner, String host) {
        return answers.get(
                new Asked(owner, host), (asked, any) -> shares.make(owner, () -> lookup.lookUp(asked.host())));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "resolve");
        thread.setDaemon(true);
        return thread;
    }
}
