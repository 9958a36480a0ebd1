package dev.belfry.load.result;

import dev.belfry.load.installation.Usage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The results as text. */
public final class Table {

    private static final String HEADER = "%-22s %8s %9s %9s %9s %9s %8s %8s %5s %5s %7s %7s %7s";
    private static final String ROW = "%-22s %8.0f %9.2f %9.2f %9.2f %9.2f %8.2f %8.2f %5d %5d %7d %7.2f %7.0f";

    private Table() {}

    public static String header() {
        return String.format(
                Locale.ROOT,
                HEADER,
                "workload",
                "hits/s",
                "p50 ms",
                "p95 ms",
                "p99 ms",
                "max ms",
                "calls s",
                "stored s",
                "twice",
                "early",
                "stored",
                "CPU s",
                "MiB");
    }

    public static String row(Result result) {
        return String.format(
                Locale.ROOT,
                ROW,
                result.workload(),
                result.perSecond(),
                result.lateness().p50Ms(),
                result.lateness().p95Ms(),
                result.lateness().p99Ms(),
                result.lateness().maxMs(),
                result.receivedAfter(),
                result.storedAfter(),
                result.duplicates(),
                result.early(),
                result.stored(),
                result.cpuSecondsInAll(),
                Usage.sum(result.peakMegabytes()));
    }

    /** CPU seconds and peak memory of each part, one line a workload. */
    public static String parts(List<Result> results) {
        Set<String> parts = new TreeSet<>();
        results.forEach(result -> parts.addAll(result.cpuSeconds().keySet()));
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-22s", "CPU s / MiB"));
        parts.forEach(part -> text.append(String.format(Locale.ROOT, " %18s", part)));
        for (Result result : results) {
            text.append(String.format(Locale.ROOT, "%n%-22s", result.workload()));
            parts.forEach(part -> text.append(String.format(
                    Locale.ROOT, " %10.2f / %5.0f", of(result.cpuSeconds(), part), of(result.peakMegabytes(), part))));
        }
        return text.toString();
    }

    private static double of(Map<String, Double> parts, String part) {
        return parts.getOrDefault(part, 0.0);
    }
}
