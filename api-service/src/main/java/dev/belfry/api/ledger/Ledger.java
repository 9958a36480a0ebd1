package dev.belfry.api.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the account: the lines of a range, oldest first, up to a number of them. */
final class Ledger {

    private final TickSource source;
    private final LedgerRange range;
    private final int max;
    private final List<LedgerLine> lines = new ArrayList<>();

    private Ledger(TickSource source, LedgerRange range, int max) {
        this.source = source;
        this.range = range;
        this.max = max;
    }

    static List<LedgerLine> lines(TickSource source, LedgerRange range, int max) {
        Ledger ledger = new Ledger(source, range, max);
        ledger.addRows();
        if (source.cutAt() == null) {
            ledger.addComing();
        }
        return ledger.lines;
    }

    private void addRows() {
        Instant previous = source.previous();
        for (TickRow row : source.rows()) {
            for (LedgerLine line : lines(row, previous)) {
                add(line);
            }
            previous = row.scheduledFor();
        }
    }

    private List<LedgerLine> lines(TickRow row, Instant previous) {
        if (row.count() == 1) {
            return List.of(row.line(row.scheduledFor(), 1));
        }
        boolean certain = !source.changedAt().isAfter(row.createdAt());
        Optional<List<Instant>> ticks = MissedTicks.find(source.schedule(), row, previous, certain);
        return ticks.map(found -> found.stream().map(tick -> row.line(tick, 1)).toList())
                .orElseGet(() -> List.of(row.line(row.scheduledFor(), row.count())));
    }

    private void addComing() {
        Instant tick = firstComing();
        while (tick != null && tick.isBefore(range.to()) && lines.size() < max) {
            add(LedgerLine.pending(tick));
            tick = source.schedule().next(tick).orElse(null);
        }
    }

    private @Nullable Instant firstComing() {
        Instant next = source.nextRunAt();
        if (next == null || !next.isBefore(range.from())) {
            return next;
        }
        return source.schedule().next(range.from().minusMillis(1)).orElse(null);
    }

    private void add(LedgerLine line) {
        if (lines.size() < max && range.holds(line.dueAt())) {
            lines.add(line);
        }
    }
}
