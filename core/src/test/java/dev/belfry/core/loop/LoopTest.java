package dev.belfry.core.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class LoopTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);

    @Test
    void repeatsAfterThePauseTheWorkAsksFor() throws Exception {
        try (Loop loop = new Loop("pauses", LONG, () -> begun(Duration.ofMillis(20)))) {
            long before = System.nanoTime();
            loop.start();
            assertThat(begun.tryAcquire(6, 10, TimeUnit.SECONDS)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        }
    }

    @Test
    void doesNothingBeforeItIsStarted() {
        try (Loop loop = new Loop("waits", LONG, () -> begun(LONG))) {
            loop.wake();
            assertThat(loop.isAlive(LONG)).isFalse();
            assertThat(begun.availablePermits()).isZero();
        }
    }

    @Test
    void endsItsPauseWhenWoken() throws Exception {
        try (Loop loop = new Loop("pauses", LONG, () -> begun(LONG)).start()) {
            begun.acquire();
            loop.wake();
            assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void runsOnceMoreWhenWokenWhileItWorks() throws Exception {
        try (Loop loop = new Loop("works", LONG, this::heldRound).start()) {
            // given
            begun.acquire();

            // when
            loop.wake();
            loop.wake();
            loop.wake();
            mayEnd.release(3);

            // then
            assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            await().until(() -> mayEnd.availablePermits() == 1);
            assertThat(begun.tryAcquire(200, TimeUnit.MILLISECONDS))
                    .as("many wakes count as one")
                    .isFalse();
        }
    }

    @Test
    void losesNoWakeThatComesAtAnyMoment() throws Exception {
        // given: work that notes the newest thing it has seen
        AtomicInteger wanted = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        Loop.Work work = () -> {
            seen.set(wanted.get());
            return LONG;
        };
        try (Loop loop = new Loop("races", LONG, work).start()) {
            for (int i = 1; i <= 20_000; i++) {
                // when
                wanted.set(i);
                loop.wake();

                // then
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
                while (seen.get() < i) {
                    assertThat(System.nanoTime()).as("wake %d was lost", i).isLessThan(deadline);
                    Thread.onSpinWait();
                }
            }
        }
    }

    @Test
    void goesOnAfterAnException() throws Exception {
        try (Loop loop = new Loop("fails", AT_ONCE, () -> failed(new IOException("expected in this test"))).start()) {
            assertThat(begun.tryAcquire(3, 10, TimeUnit.SECONDS)).isTrue();
            assertThat(loop.isAlive(LONG)).isTrue();
        }
    }

    @Test
    void goesOnAfterAnError() throws Exception {
        Loop.Work work = () -> {
            begun.release();
            throw new StackOverflowError("expected in this test");
        };
        try (Loop loop = new Loop("fails", AT_ONCE, work).start()) {
            assertThat(begun.tryAcquire(3, 10, TimeUnit.SECONDS)).isTrue();
            assertThat(loop.isAlive(LONG)).isTrue();
        }
    }

    @Test
    void waitsAfterAFailureUnlessWoken() throws Exception {
        try (Loop loop = new Loop("fails", LONG, () -> failed(new IOException("expected in this test"))).start()) {
            begun.acquire();
            assertThat(begun.tryAcquire(200, TimeUnit.MILLISECONDS)).isFalse();
            loop.wake();
            assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Libraries interrupt, or hand on an interrupt; only the owner may end the loop, and by closing it. */
    @Test
    void takesAnInterruptForAWake() throws Exception {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        Loop.Work work = () -> {
            threads.add(Thread.currentThread());
            return begun(LONG);
        };
        try (Loop loop = new Loop("interrupted", LONG, work).start()) {
            Thread thread = threads.take();
            begun.acquire();
            thread.interrupt();
            assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            thread.interrupt();
            assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            assertThat(loop.isAlive(LONG)).isTrue();
        }
    }

    @Test
    void survivesPausesThatNoClockCanCount() throws Exception {
        BlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();
        pauses.add(ChronoUnit.FOREVER.getDuration());
        pauses.add(Duration.ofSeconds(Long.MIN_VALUE));
        pauses.add(ChronoUnit.FOREVER.getDuration());
        try (Loop loop = new Loop("forever", LONG, () -> begun(pauses.remove())).start()) {
            begun.acquire();
            assertThat(begun.tryAcquire(200, TimeUnit.MILLISECONDS)).isFalse();
            loop.wake();
            assertThat(begun.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
            assertThat(loop.isAlive(ChronoUnit.FOREVER.getDuration())).isTrue();
        }
    }

    @Test
    void letsTheRoundUnderWayFinishWhenClosed() throws Exception {
        // given
        Loop loop = new Loop("closes", LONG, this::heldRound).start();
        begun.acquire();
        CountDownLatch closed = new CountDownLatch(1);
        Thread closer = new Thread(() -> {
            loop.close();
            closed.countDown();
        });

        // when
        closer.start();
        boolean closedEarly = closed.await(200, TimeUnit.MILLISECONDS);
        mayEnd.release(10);

        // then
        assertThat(closedEarly).isFalse();
        assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(mayEnd.availablePermits())
                .as("the round ended, no other began")
                .isEqualTo(9);
    }

    @Test
    void stopsAtOnceWhileItPauses() throws Exception {
        Loop loop = new Loop("closes", LONG, () -> begun(LONG)).start();
        begun.acquire();
        long before = System.nanoTime();
        loop.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        loop.wake();
        assertThat(begun.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void doesNoRoundWhenStartedAfterItsClose() throws Exception {
        Loop loop = new Loop("late", LONG, () -> begun(LONG));
        loop.close();
        loop.start();
        assertThat(begun.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 50})
    void isNotAliveWhileARoundHangs(long longestMillis) throws Exception {
        try (Loop loop = new Loop("hangs", LONG, this::heldRound).start()) {
            begun.acquire();
            await().atMost(Duration.ofSeconds(5)).until(() -> !loop.isAlive(Duration.ofMillis(longestMillis)));
            assertThat(loop.isAlive(LONG)).isTrue();
            mayEnd.release(10);
            await().atMost(Duration.ofSeconds(5)).until(() -> loop.isAlive(Duration.ofMillis(longestMillis)));
        }
    }

    @Test
    void isAliveHoweverLongItPauses() throws Exception {
        try (Loop loop = new Loop("pauses", LONG, () -> begun(LONG)).start()) {
            begun.acquire();
            await().atMost(Duration.ofSeconds(5)).until(() -> loop.isAlive(Duration.ZERO));
        }
    }

    @Test
    void countsAsAliveOnceClosed() throws Exception {
        Loop loop = new Loop("closed", LONG, () -> begun(LONG)).start();
        begun.acquire();
        loop.close();
        assertThat(loop.isAlive(Duration.ZERO)).isTrue();
    }

    @Test
    void runsOnADaemonThreadOfItsName() throws Exception {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        Loop.Work work = () -> {
            threads.add(Thread.currentThread());
            return LONG;
        };
        try (Loop loop = new Loop("claim-due", LONG, work).start()) {
            Thread thread = threads.take();
            assertThat(loop.name()).isEqualTo("claim-due");
            assertThat(thread.getName()).isEqualTo("claim-due");
            assertThat(thread.isDaemon()).isTrue();
        }
    }

    private Duration begun(Duration pause) {
        begun.release();
        return pause;
    }

    private Duration failed(Exception failure) throws Exception {
        begun.release();
        throw failure;
    }

    private Duration heldRound() throws InterruptedException {
        begun.release();
        mayEnd.acquire();
        return LONG;
    }
}
