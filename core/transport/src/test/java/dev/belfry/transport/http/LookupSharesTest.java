package dev.belfry.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LookupSharesTest {

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<String> lookedUp = new ArrayList<>();
    private long now;

    /** Two threads, of which one owner alone gets one. */
    private final LookupShares shares = new LookupShares(threads::add, 2, 10, () -> now);

    @Test
    void whatHasWaitedLongerThanItsCallIsNotLookedUpAnyMore() {
        CompletableFuture<String> slow = ask("slow");
        CompletableFuture<String> old = ask("old");
        threads.remove().run();
        now = TimeUnit.SECONDS.toNanos(31);
        CompletableFuture<String> young = ask("young");

        while (!threads.isEmpty()) {
            threads.remove().run();
        }

        assertThat(lookedUp).containsExactly("slow", "young");
        assertThat(slow).isCompletedWithValue("slow");
        assertThat(old).isCompletedExceptionally();
        assertThat(young).isCompletedWithValue("young");
    }

    private CompletableFuture<String> ask(String name) {
        return shares.make("Alice", () -> {
            lookedUp.add(name);
            return name;
        });
    }
}
