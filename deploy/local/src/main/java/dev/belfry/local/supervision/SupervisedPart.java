package dev.belfry.local.supervision;

import dev.belfry.embedded.process.Child;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Launches one part again and again until it is told to stop. */
final class SupervisedPart implements Runnable {

    private static final Duration PROBE_PAUSE = Duration.ofMillis(150);
    private static final Duration FOREVER = Duration.ofDays(1);

    private final Part part;
    private final Events events;
    private final RestartDelay restartDelay = new RestartDelay();

    private @Nullable Child child;
    private boolean stopping;
    private volatile boolean ready;
    private volatile int deaths;
    private volatile String lastDeath = "";

    SupervisedPart(Part part, Events events) {
        this.part = part;
        this.events = events;
    }

    String name() {
        return part.name();
    }

    boolean isReady() {
        return ready;
    }

    /** How often it has died so far. */
    int deaths() {
        return deaths;
    }

    /** How it died last, for people. */
    String lastDeath() {
        return lastDeath;
    }

    @Override
    public void run() {
        boolean again = false;
        while (true) {
            long launched = System.nanoTime();
            String how;
            try {
                Child current = launchUnlessStopping();
                if (current == null) {
                    return;
                }
                how = describe(watch(current, launched, again));
            } catch (IOException e) {
                how = "could not start: " + e.getMessage();
            }
            ready = false;
            Duration life = Duration.ofNanos(System.nanoTime() - launched);
            if (!awaitRestart(how, restartDelay.after(life))) {
                return;
            }
            again = true;
        }
    }

    /** From now on it is not launched again. */
    synchronized void beginStop() {
        stopping = true;
        notifyAll();
    }

    /** Ends the process; in order within the grace, or else by force. Returns whether it went in order. */
    boolean stop(Duration grace) {
        Child last;
        synchronized (this) {
            stopping = true;
            last = child;
        }
        return last == null || last.stop(grace);
    }

    private synchronized @Nullable Child launchUnlessStopping() throws IOException {
        // Under the lock: either the stop sees this child, or there is none.
        if (stopping) {
            return null;
        }
        child = part.launch();
        return child;
    }

    private int watch(Child current, long launched, boolean again) {
        while (true) {
            if (!ready && part.isReady()) {
                ready = true;
                events.ready(part.name(), Duration.ofNanos(System.nanoTime() - launched), again);
            }
            try {
                return current.onExit().get((ready ? FOREVER : PROBE_PAUSE).toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                continue;
            } catch (ExecutionException | InterruptedException e) {
                // Nobody interrupts these threads, and an exit cannot fail.
                throw new IllegalStateException(e);
            }
        }
    }

    private synchronized boolean awaitRestart(String how, Duration delay) {
        if (stopping) {
            return false;
        }
        deaths++;
        lastDeath = how;
        events.died(part.name(), how, delay);
        long deadline = System.nanoTime() + delay.toNanos();
        while (!stopping && deadline - System.nanoTime() > 0) {
            try {
                wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return !stopping;
    }

    private static String describe(int code) {
        return code > 128 ? "ended by signal " + (code - 128) : "ended with code " + code;
    }
}
