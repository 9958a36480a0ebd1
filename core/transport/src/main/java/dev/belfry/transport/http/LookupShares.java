package dev.belfry.transport.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Divides the threads that look names up among their owners. An owner may have as many under way as are free beside
 * them: one alone gets half, two get a third each, and so on, so that whoever comes next always finds one. What is
 * beyond waits, owners take turns, and a line that is too long already takes nobody more. What has waited for so long that
 * its call must be over is not looked up any more. Safe for any number of threads.
 */
final class LookupShares {

    /** As long as a call may take that says nothing else. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private record Lookup<T>(Callable<T> work, CompletableFuture<T> answer, long askedAtNanos) {
        void make(long nowNanos) {
            if (nowNanos - askedAtNanos > LONGEST_WAIT.toNanos()) {
                answer.completeExceptionally(
                        new IOException("the look-up waited behind other names with slow name servers for "
                                + LONGEST_WAIT.toSeconds() + " s"));
                return;
            }
            try {
                answer.complete(work.call());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        }
    }

    private final Executor threads;
    private final int count;
    private final int longestLine;
    private final LongSupplier nanos;
    private final Map<Object, Integer> underWay = new HashMap<>();
    private final Map<Object, Deque<Lookup<?>>> waiting = new LinkedHashMap<>();
    private int busy;

    /**
     * Shares of some threads.
     *
     * @param count how many there are
     * @param longestLine how many look-ups of one owner may wait
     */
    LookupShares(Executor threads, int count, int longestLine, LongSupplier nanos) {
        this.nanos = nanos;
        this.threads = threads;
        this.count = count;
        this.longestLine = longestLine;
    }

    /** Looks up as soon as the owner's share allows; fails with an {@link IOException} when its line is too long. */
    synchronized <T> CompletableFuture<T> make(Object owner, Callable<T> work) {
        Lookup<T> lookup = new Lookup<>(work, new CompletableFuture<>(), nanos.getAsLong());
        Deque<Lookup<?>> line = waiting.computeIfAbsent(owner, any -> new ArrayDeque<>());
        if (line.size() >= longestLine) {
            return CompletableFuture.failedFuture(
                    new IOException(longestLine + " other names wait for slow name servers already"));
        }
        line.add(lookup);
        startNext();
        return lookup.answer();
    }

    private void startNext() {
        boolean started = true;
        while (started) {
            started = startOne();
        }
    }

    private boolean startOne() {
        Iterator<Map.Entry<Object, Deque<Lookup<?>>>> owners =
                waiting.entrySet().iterator();
        while (owners.hasNext()) {
            Map.Entry<Object, Deque<Lookup<?>>> next = owners.next();
            Object owner = next.getKey();
            if (underWay.getOrDefault(owner, 0) < count - busy) {
                owners.remove();
                Deque<Lookup<?>> line = next.getValue();
                start(owner, line.remove());
                if (!line.isEmpty()) {
                    waiting.put(owner, line);
                }
                return true;
            }
        }
        return false;
    }

    private void start(Object owner, Lookup<?> lookup) {
        busy++;
        underWay.merge(owner, 1, Integer::sum);
        threads.execute(() -> {
            try {
                lookup.make(nanos.getAsLong());
            } finally {
                ended(owner);
            }
        });
    }

    private synchronized void ended(Object owner) {
        busy--;
        underWay.computeIfPresent(owner, (any, own) -> own == 1 ? null : own - 1);
        startNext();
    }
}
