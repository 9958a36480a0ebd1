package dev.belfry.load.faults.inject;

import dev.belfry.load.faults.judge.Finding;
import dev.belfry.load.faults.judge.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A fault that has befallen.
 *
 * @param number from 1
 * @param whom the process or server that it hit
 * @param began when it struck
 * @param counts from when on its limits count: when it struck, or when what it took away was back
 * @param whole when every process was ready again
 * @param outage when nobody could plan because of it, if so
 * @param findings what the fault itself has seen broken
 */
public record Befallen(
        int number,
        Kind kind,
        String whom,
        Instant began,
        Instant counts,
        Instant whole,
        Optional<Outage> outage,
        List<Finding> findings) {

    static Befallen of(int number, Kind kind, String whom, Instant began, Instant counts) {
        return new Befallen(number, kind, whom, began, counts, Instant.now(), Optional.empty(), List.of());
    }

    Befallen withOutage(Outage seen) {
        return new Befallen(number, kind, whom, began, counts, whole, Optional.of(seen), findings);
    }

    Befallen withFindings(List<Finding> seen) {
        return new Befallen(number, kind, whom, began, counts, whole, outage, seen);
    }

    public String line() {
        return String.format(
                Locale.ROOT,
                "%4d  %s  %-16s %-26s whole after %5.1f s",
                number,
                began,
                kind.shortName(),
                whom,
                (whole.toEpochMilli() - began.toEpochMilli()) / 1e3);
    }
}
