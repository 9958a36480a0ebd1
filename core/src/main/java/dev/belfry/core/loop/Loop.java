package dev.belfry.core.loop;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One thread that repeats one piece of work until it is closed.
 *
 * <p>A wake-up that comes while the work runs is not lost: the work runs once more. Many wake-ups at once count as one.
 * Nothing but {@link #close()} ends the loop: neither an error of the work nor an interrupt of its thread.
 */
public final class Loop implements AutoCloseable {

    /** The work. It may block; it runs on the loop's own thread. */
    @FunctionalInterface
    public interface Work {
        /** Does one round and says how long to wait for the next, unless somebody wakes the loop earlier. */
        Duration run() throws Exception;
    }

    private static final System.Logger LOG = System.getLogger(Loop.class.getName());

    private final String name;
    private final Work work;
    private final Duration afterFailure;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean wakeRequested;
    private volatile boolean closed;
    private volatile long roundBegan = System.nanoTime();
    private volatile boolean working;

    /**
     * A loop that stands still until it is started.
     *
     * @param name of the thread, and of the loop in the log
     * @param afterFailure how long to wait after the work threw
     */
    public Loop(String name, Duration afterFailure, Work work) {
        this.name = name;
        this.work = work;
        this.afterFailure = afterFailure;
        this.thread = new Thread(this::repeat, name);
        this.thread.setDaemon(true);
    }

    public Loop start() {
        thread.start();
        return this;
    }

    /** Ends the present wait, or makes the round under way be followed by another at once. */
    public void wake() {
        lock.lock();
        try {
            wakeRequested = true;
            woken.signal();
        } finally {
            lock.unlock();
        }
    }

    public String name() {
        return name;
    }

    /**
     * Whether the loop does its rounds: its thread lives and the round under way has not taken longer than this. A round
     * that failed counts, one that hangs does not.
     */
    public boolean isAlive(Duration longestRound) {
        boolean hangs = working && System.nanoTime() - roundBegan > TimeUnit.NANOSECONDS.convert(longestRound);
        return closed || (thread.isAlive() && !hangs);
    }

    /** Lets the round under way finish, for at most ten seconds, and starts no other. */
    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void repeat() {
        while (!closed) {
            roundBegan = System.nanoTime();
            working = true;
            Duration pause = survive();
            working = false;
            await(pause);
        }
    }

    private Duration survive() {
        try {
            return work.run();
        } catch (Throwable e) {
            if (!closed) {
                LOG.log(System.Logger.Level.WARNING, "round failed, the loop goes on: loop=" + name, e);
            }
            return afterFailure;
        }
    }

    private void await(Duration pause) {
        lock.lock();
        try {
            long left = TimeUnit.NANOSECONDS.convert(pause);
            while (!wakeRequested && !closed && left > 0) {
                left = woken.awaitNanos(left);
            }
            wakeRequested = false;
        } catch (InterruptedException e) {
            // Ends the wait like a wake-up. Libraries hand on interrupts of their own; only close() may end the loop.
            LOG.log(System.Logger.Level.DEBUG, "interrupted, the loop goes on: loop={0}", name);
        } finally {
            lock.unlock();
        }
    }
}
