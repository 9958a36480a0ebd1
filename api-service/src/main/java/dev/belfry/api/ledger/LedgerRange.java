package dev.belfry.api.ledger;

import dev.belfry.api.page.QueryValue;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Of which instants to give account: from the first, inclusive, to the second, exclusive; at most 31 days.
 */
record LedgerRange(Instant from, Instant to) {

    private static final Duration DEFAULT = Duration.ofHours(24);
    private static final Duration MAX = Duration.ofDays(31);

    /** The last 24 hours unless something is said; the missing end lies 24 hours from the other, or now. */
    static LedgerRange of(@Nullable String from, @Nullable String to, Instant now) {
        Instant first = QueryValue.instant("from", from);
        Instant end = QueryValue.instant("to", to);
        QueryValue.requireOrder(first, end);
        if (end == null) {
            end = first == null || first.isBefore(now) ? now : first.plus(DEFAULT);
        }
        if (first == null) {
            first = end.minus(DEFAULT);
        }
        if (Duration.between(first, end).compareTo(MAX) > 0) {
            throw Problem.invalid(new Detail(
                    "from", "range", "must lie 31 days before to at most, which is " + end, first.toString()));
        }
        return new LedgerRange(first, end);
    }

    boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /** What is left of the range after an instant. */
    LedgerRange after(Instant at) {
        Instant later = at.plusMillis(1);
        return later.isAfter(from) ? new LedgerRange(later, to) : this;
    }
}
