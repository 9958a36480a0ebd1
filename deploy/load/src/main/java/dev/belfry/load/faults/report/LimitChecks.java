package dev.belfry.load.faults.report;

import dev.belfry.load.faults.evidence.Answer;
import dev.belfry.load.faults.inject.Befallen;
import dev.belfry.load.faults.inject.Kind;
import dev.belfry.load.faults.judge.Finding;
import dev.belfry.load.faults.judge.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a fault kept to the limits of its kind. */
final class LimitChecks {

    /** The API answers within five seconds whatever happens, and the way there and back takes its part. */
    private static final Duration SLOWEST = Duration.ofMillis(5_300);

    private LimitChecks() {}

    static List<Finding> of(Spell spell) {
        Kind.Limits limits = spell.fault().kind().limits();
        List<Finding> findings = new ArrayList<>();
        over(spell, Promise.FIRES_AGAIN, spell.firedAfter(), limits.fires()).ifPresent(findings::add);
        over(spell, Promise.SETTLES_AGAIN, spell.settledAfter(), limits.settles())
                .ifPresent(findings::add);
        over(spell, Promise.ON_TIME_AGAIN, spell.onTimeAfter(), limits.onTime()).ifPresent(findings::add);
        spell.serverErrors().forEach(answer -> findings.add(about(spell.fault(), promise(answer), answer)));
        spell.hung().forEach(answer -> findings.add(about(spell.fault(), Promise.API_IN_TIME, answer)));
        spell.answers().stream()
                .filter(answer -> answer.status() > 0 && answer.took().compareTo(SLOWEST) > 0)
                .filter(answer -> !isOfPaused(spell.fault()))
                .forEach(answer -> findings.add(about(spell.fault(), Promise.API_IN_TIME, answer)));
        return findings;
    }

    private static Promise promise(Answer answer) {
        return answer.isUnavailable() ? Promise.API_AVAILABLE : Promise.API_ANSWERS;
    }

    /** A process that is stopped answers when it goes on. */
    private static boolean isOfPaused(Befallen fault) {
        return fault.kind() == Kind.PAUSE && fault.whom().startsWith("api-service");
    }

    private static Optional<Finding> over(Spell spell, Promise promise, double seconds, int limit) {
        Befallen fault = spell.fault();
        return limit == 0 || seconds <= limit
                ? Optional.empty()
                : Optional.of(new Finding(
                        promise,
                        fault.began(),
                        String.format(
                                Locale.ROOT,
                                "fault %d, %s of %s: %.1f s instead of %d",
                                fault.number(),
                                fault.kind().shortName(),
                                fault.whom(),
                                seconds,
                                limit)));
    }

    private static Finding about(Befallen fault, Promise promise, Answer answer) {
        Instant at = answer.sent();
        String what = answer.status() == 0
                ? answer.ending()
                : answer.status() + (answer.saysWhen() ? " with" : " without") + " Retry-After";
        return new Finding(
                promise,
                at,
                String.format(
                        Locale.ROOT,
                        "fault %d, %s of %s: %s by API %d: %s after %.1f s",
                        fault.number(),
                        fault.kind().shortName(),
                        fault.whom(),
                        answer.request(),
                        answer.replica(),
                        what,
                        answer.took().toMillis() / 1e3));
    }
}
