package dev.belfry.local.supervision;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** All parts of this installation. */
public final class Supervisor {

    /** A part that dies this often before it was ready once will not get ready by trying on. */
    private static final int HOPELESS = 3;

    private final Events events;
    private final List<SupervisedPart> parts = new CopyOnWriteArrayList<>();
    private boolean stopping;

    public Supervisor(Events events) {
        this.events = events;
    }

    /** Parts that stop at the same time, and how long they may take before they are killed. */
    public record Grace(List<String> names, Duration time) {}

    /** Launches a part and keeps it running. Does nothing once the stop has begun. */
    public synchronized void start(Part part) {
        if (stopping) {
            return;
        }
        SupervisedPart supervised = new SupervisedPart(part, events);
        parts.add(supervised);
        Thread thread = new Thread(supervised, "supervise-" + part.name());
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Waits until the parts of these names are ready.
     *
     * @throws IOException when one keeps dying or the time is over; the message names it
     */
    public void awaitReady(List<String> names, Duration timeout) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<SupervisedPart> waiting = new ArrayList<>(parts);
        waiting.removeIf(part -> !names.contains(part.name()));
        while (true) {
            waiting.removeIf(SupervisedPart::isReady);
            if (waiting.isEmpty()) {
                return;
            }
            for (SupervisedPart part : waiting) {
                if (part.deaths() >= HOPELESS) {
                    throw new IOException(part.name() + " keeps dying, last: " + part.lastDeath());
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(waiting.get(0).name() + " was not ready after " + timeout.toSeconds() + " s");
            }
            Thread.sleep(20);
        }
    }

    /**
     * Ends every part in the given order; parts that it does not name come last. What some leave of their time is at the
     * disposal of the next. Returns the names of those that had to be killed.
     */
    public List<String> stop(List<Grace> order) {
        synchronized (this) {
            stopping = true;
            parts.forEach(SupervisedPart::beginStop);
        }
        List<String> killed = new CopyOnWriteArrayList<>();
        List<SupervisedPart> left = new ArrayList<>(parts);
        long deadline = System.nanoTime();
        for (Grace grace : order) {
            deadline += grace.time.toNanos();
            List<SupervisedPart> now = new ArrayList<>(left);
            now.removeIf(part -> !grace.names.contains(part.name()));
            left.removeAll(now);
            end(now, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())), killed);
        }
        end(left, Duration.ZERO, killed);
        return List.copyOf(killed);
    }

    private static void end(List<SupervisedPart> parts, Duration grace, List<String> killed) {
        CompletableFuture<?>[] ends = parts.stream()
                .map(part -> CompletableFuture.runAsync(() -> end(part, grace, killed), Supervisor::inItsOwnThread))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends).join();
    }

    private static void end(SupervisedPart part, Duration grace, List<String> killed) {
        if (!part.stop(grace)) {
            killed.add(part.name());
        }
    }

    /** Each of them waits, and no pool is sure to have a thread for all. */
    private static void inItsOwnThread(Runnable end) {
        new Thread(end, "end-part").start();
    }
}
