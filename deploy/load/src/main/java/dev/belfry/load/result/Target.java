package dev.belfry.load.result;

import java.util.Locale;

/**
 * What a workload is to reach.
 *
 * @param measured to be at most the limit
 */
public record Target(String workload, String what, double limit, double measured) {

    public boolean isMet() {
        return measured <= limit;
    }

    public String line() {
        return String.format(
                Locale.ROOT,
                "%-8s %-22s %-44s %10.2f  (at most %.2f)",
                isMet() ? "met" : "MISSED",
                workload,
                what,
                measured,
                limit);
    }
}
