package dev.belfry.executor.intake;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Holds work until its instant and hands it on then, earliest first, never early. One timer serves all of it. Confined
 * to one event loop.
 */
public final class Agenda<W> {

    private record Entry<W>(Instant dueAt, long order, W work) {}

    /** A timer this far ahead is only a look at the clock: the samples may have moved it. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Supplier<Instant> clock;
    private final Consumer<W> due;
    private final PriorityQueue<Entry<W>> entries = new PriorityQueue<>(
            Comparator.<Entry<W>, Instant>comparing(Entry::dueAt).thenComparingLong(Entry::order));
    private long added;
    private long timer = NO_TIMER;
    private Instant timerAt = Instant.MAX;

    public Agenda(Vertx vertx, Supplier<Instant> clock, Consumer<W> due) {
        this.vertx = vertx;
        this.clock = clock;
        this.due = due;
    }

    public void add(Instant dueAt, W work) {
        entries.add(new Entry<>(dueAt, added++, work));
        if (dueAt.isBefore(timerAt)) {
            handOnDue();
        }
    }

    /** Drops everything; nothing more is handed on. */
    public void clear() {
        entries.clear();
        setTimer();
    }

    private void handOnDue() {
        Instant now = clock.get();
        Entry<W> first = entries.peek();
        while (first != null && !first.dueAt().isAfter(now)) {
            entries.remove();
            due.accept(first.work());
            first = entries.peek();
        }
        setTimer();
    }

    private void setTimer() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
            timerAt = Instant.MAX;
        }
        Entry<W> first = entries.peek();
        if (first == null) {
            return;
        }
        Duration wait = Duration.between(clock.get(), first.dueAt());
        wait = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        timerAt = first.dueAt();
        // Rounded up: a timer that fires within the millisecond before its instant would be early.
        timer = vertx.setTimer(Math.max(1, wait.plusNanos(999_999).toMillis()), fired -> {
            timer = NO_TIMER;
            timerAt = Instant.MAX;
            handOnDue();
        });
    }
}
