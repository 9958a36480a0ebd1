package dev.belfry.load.api;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What one kind of request cost.
 *
 * @param jobs how many jobs the workspace held
 * @param failures answers that were no success
 */
record Measurement(
        long jobs,
        String request,
        long perSecond,
        double p50Millis,
        double p99Millis,
        double maxMillis,
        long failures) {

    static final String HEADER = String.format(
            Locale.ROOT,
            "%9s  %-18s %10s %9s %9s %9s %9s",
            "jobs",
            "request",
            "requests/s",
            "p50 ms",
            "p99 ms",
            "max ms",
            "failures");

    private static final double NANOS = 1_000_000;

    static Measurement of(long jobs, String request, Histogram nanos, double seconds, long failures) {
        return new Measurement(
                jobs,
                request,
                Math.round(nanos.getTotalCount() / seconds),
                rounded(nanos.getValueAtPercentile(50)),
                rounded(nanos.getValueAtPercentile(99)),
                rounded(nanos.getMaxValue()),
                failures);
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "%9d  %-18s %10d %9.2f %9.2f %9.2f %9d",
                jobs,
                request,
                perSecond,
                p50Millis,
                p99Millis,
                maxMillis,
                failures);
    }

    private static double rounded(long nanos) {
        return Math.round(nanos / NANOS * 100) / 100.0;
    }
}
