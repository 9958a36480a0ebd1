package dev.belfry.load.result;

import org.HdrHistogram.AbstractHistogram;

/** Percentiles in milliseconds. */
public record Lateness(double p50Ms, double p95Ms, double p99Ms, double maxMs) {

    public static Lateness of(AbstractHistogram micros) {
        return new Lateness(
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(95) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3);
    }
}
