package dev.belfry.api.testing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Does the same several times at the same time. */
public final class AtOnce {

    private AtOnce() {}

    public static <T> List<T> times(int count, IntFunction<T> action) {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<CompletableFuture<T>> started = IntStream.range(0, count)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> action.apply(i), threads))
                    .toList();
            return started.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }
}
