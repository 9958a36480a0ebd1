package dev.belfry.core.schedule.cron;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression in a time zone: its instants from 1970 to the end of 9999. Thread-safe.
 *
 * <pre>
 * change                             fixed-time job                          wildcard-hour job
 * gap (times that do not exist)      once, at the first instant after it;    nothing
 *                                    nothing with dst skip
 * overlap (times that occur twice)   at the first occurrence                 in both passes
 * </pre>
 *
 * <p>A time in a gap and a match on the first instant after it are one run, not two.
 */
public final class ZonedCron {

    private static final long NONE = CronExpression.NONE;
    private static final long FIRST = 0;
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final CronExpression expression;
    private final ZoneRules rules;
    private final boolean fixedTime;
    private final boolean skipsGaps;

    /** Neighbouring ticks nearly always share a span. Written without a lock: any thread's span is a right one. */
    private OffsetSpan lastSpan;

    /**
     * Lays an expression over a zone.
     *
     * @param skipsGaps whether a time in a gap is lost ({@code dst: "skip"}) and not made up after the gap
     */
    public ZonedCron(CronExpression expression, ZoneRules rules, boolean skipsGaps) {
        this.expression = expression;
        this.rules = rules;
        this.fixedTime = expression.isFixedTime();
        this.skipsGaps = skipsGaps;
        this.lastSpan = OffsetSpan.at(rules, FIRST);
    }

    /** The first tick strictly after an instant; null when there is none up to the end of 9999. */
    public @Nullable Instant next(Instant after) {
        long second = next(Math.max(after.getEpochSecond(), FIRST - 1));
        return second == NONE ? null : Instant.ofEpochSecond(second);
    }

    public CronExpression expression() {
        return expression;
    }

    /** How far the wall clock of the zone is ahead of UTC. */
    public ZoneOffset offsetAt(Instant instant) {
        return rules.getOffset(instant);
    }

    /** What changes of clocks do to this job, for a preview. */
    public ClockChanges clockChanges() {
        return new ClockChanges(this);
    }

    ZoneRules rules() {
        return rules;
    }

    boolean isFixedTime() {
        return fixedTime;
    }

    boolean makesUp(ZoneOffsetTransition change) {
        return fixedTime && !skipsGaps && firstMissing(change) != NONE;
    }

    /** The first matching wall-clock second that a gap swallows; none for an overlap. */
    long firstMissing(ZoneOffsetTransition change) {
        if (!change.isGap()) {
            return NONE;
        }
        return expression.next(
                change.getDateTimeBefore().toEpochSecond(ZoneOffset.UTC),
                change.getDateTimeAfter().toEpochSecond(ZoneOffset.UTC));
    }

    private long next(long after) {
        long from = after + 1;
        while (from <= LAST) {
            OffsetSpan span = spanAt(from);
            if (from == start(span) && span.entry() != null && makesUp(span.entry())) {
                return from;
            }
            long wallClock = from + span.offset();
            if (fixedTime) {
                wallClock = Math.max(wallClock, span.firstFreshWallClock());
            }
            long found = expression.next(wallClock, Math.min(span.end(), LAST + 1) + span.offset());
            if (found != NONE) {
                return found - span.offset();
            }
            from = span.end();
        }
        return NONE;
    }

    private static long start(OffsetSpan span) {
        return span.entry() == null ? NONE : span.entry().toEpochSecond();
    }

    private OffsetSpan spanAt(long second) {
        OffsetSpan span = lastSpan;
        if (!span.contains(second)) {
            span = OffsetSpan.at(rules, second);
            lastSpan = span;
        }
        return span;
    }
}
