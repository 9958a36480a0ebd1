package dev.belfry.load.faults.report;

import dev.belfry.load.faults.judge.Paired;
import java.util.Collection;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** How late calls were, in milliseconds; 0 where there were none. */
public record Percentiles(long calls, double p50Ms, double p99Ms, double maxMs) {

    private static final long LONGEST_MILLIS = 7L * 24 * 3600 * 1000;

    static Percentiles of(Collection<Paired> paired) {
        Histogram millis = new Histogram(LONGEST_MILLIS, 3);
        paired.forEach(one -> one.lateness()
                .ifPresent(late -> millis.recordValue(Math.min(LONGEST_MILLIS, Math.max(0, late.toMillis())))));
        return new Percentiles(
                millis.getTotalCount(),
                millis.getValueAtPercentile(50),
                millis.getValueAtPercentile(99),
                millis.getMaxValue());
    }

    @Override
    public String toString() {
        return calls == 0 ? "-" : String.format(Locale.ROOT, "%.0f/%.0f", p50Ms, p99Ms);
    }
}
