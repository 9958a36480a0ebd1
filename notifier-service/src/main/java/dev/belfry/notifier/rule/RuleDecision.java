package dev.belfry.notifier.rule;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a rule makes of an occurrence.
 *
 * @param tells whether there is a message
 * @param outageId under which the message is written once for each rule; null when every occurrence is told
 * @param outage what becomes of the outage that the rule knows to be open
 */
public record RuleDecision(boolean tells, @Nullable UUID outageId, Change outage) {

    /** What becomes of an outage. */
    public enum Change {
        KEEP,
        OPEN,
        CLOSE
    }

    private static final RuleDecision SILENT = new RuleDecision(false, null, Change.KEEP);
    private static final RuleDecision CLOSES = new RuleDecision(false, null, Change.CLOSE);
    private static final RuleDecision TELLS = new RuleDecision(true, null, Change.KEEP);

    public static RuleDecision of(Rule rule, Occurrence what, Standing standing, Memory memory) {
        return switch (rule.event()) {
            case ON_SUCCESS -> tellIf(what.kind() == Occurrence.Kind.SUCCEEDED);
            case ON_COMPLETION ->
                tellIf(what.kind() == Occurrence.Kind.SUCCEEDED || what.kind() == Occurrence.Kind.FAILED);
            case ON_APPROVAL_REQUIRED -> tellIf(what.kind() == Occurrence.Kind.WAITING);
            case ON_RECOVERY -> tellIf(what.kind() == Occurrence.Kind.UP);
            case ON_LATE -> tellIf(isLate(rule.options().lateAfter(), what));
            case ON_RECOVERED -> recovered(rule, what, standing, memory);
            case ON_DOWN -> down(rule, what, standing);
            case ON_FAILURE ->
                rule.tellsOutages()
                        ? failure(rule, what, standing, memory)
                        : tellIf(what.kind() == Occurrence.Kind.FAILED);
        };
    }

    /** Two successes that ran beside each other end one outage, which its first failure names. */
    private static RuleDecision recovered(Rule rule, Occurrence what, Standing standing, Memory memory) {
        boolean recovers = what.kind() == Occurrence.Kind.SUCCEEDED
                && standing.failures() >= rule.failuresNeeded()
                && !memory.hasTold();
        return recovers ? new RuleDecision(true, standing.firstId(), Change.KEEP) : SILENT;
    }

    /**
     * A success ends the outage before it, also when later runs have failed already: those are another one. A failure that
     * becomes known after a later success is told if it makes an untold outage long enough, but opens nothing: nobody would
     * be reminded of what is over.
     */
    private static RuleDecision failure(Rule rule, Occurrence what, Standing standing, Memory memory) {
        if (what.kind() == Occurrence.Kind.SUCCEEDED) {
            UUID open = memory.openId();
            return open != null && Standing.isBefore(open, what.id()) ? CLOSES : SILENT;
        }
        if (what.kind() != Occurrence.Kind.FAILED
                || standing.failures() < rule.failuresNeeded()
                || memory.knows(standing)) {
            return SILENT;
        }
        return new RuleDecision(true, standing.firstId(), standing.isOver() ? Change.KEEP : Change.OPEN);
    }

    private static RuleDecision down(Rule rule, Occurrence what, Standing standing) {
        if (what.kind() == Occurrence.Kind.UP) {
            return standing.isOver() ? CLOSES : SILENT;
        }
        boolean remembered = rule.options().remindEvery() != null && !standing.isOver();
        return what.kind() == Occurrence.Kind.DOWN
                ? new RuleDecision(true, null, remembered ? Change.OPEN : Change.KEEP)
                : SILENT;
    }

    private static boolean isLate(@Nullable Duration lateAfter, Occurrence what) {
        return lateAfter != null && !what.isOfMonitor() && what.lateness().compareTo(lateAfter) > 0;
    }

    private static RuleDecision tellIf(boolean tells) {
        return tells ? TELLS : SILENT;
    }
}
