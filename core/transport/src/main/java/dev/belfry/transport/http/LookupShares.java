package dev.belfry.transport.http;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Divides the threads that look names up among their owners. An owner may have as many under way as are free beside
 * them: one alone gets half, two get a third each, and so on, so that whoever comes next always finds one. What is
 * beyond waits, owners take turns, and a line that is too long already takes nobody more. Safe for any number of threads.
 */
final class LookupShares {

    private record Lookup<T>(Callable<T> work, CompletableFuture<T> answer) {
        void make() {
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
    private final Map<Object, Integer> underWay = new HashMap<>();
    private final Map<Object, Deque<Lookup<?>>> waiting = new LinkedHashMap<>();
    private int busy;

    /**
     * Shares of some threads.
     *
     * @param count how many there are
     * @param longestLine how many look-ups of one owner may wait
     */
    LookupShares(Executor threads, int count, int longestLine) {
        this.threads = threads;
        this.count = count;
        this.longestLine = longestLine;
    }

    /** Looks up as soon as the owner's share allows; fails with an {@link IOException} when its line is too long. */
    synchronized <T> CompletableFuture<T> make(Object owner, Callable<T> work) {
        Lookup<T> lookup = new Lookup<>(work, new CompletableFuture<>());
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
                lookup.make();
            } finally {
                ended(owner);
            }
        });
    }

    private synchronized void ended(Object owner) {
        busy--;
        underWay.computeIfPresent(owner, (any, count) -> count == 1 ? null : count - 1);
        startNext();
    }
}
