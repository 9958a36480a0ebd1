package dev.belfry.load.faults.report;

import dev.belfry.load.faults.evidence.Answer;
import dev.belfry.load.faults.evidence.ExecutionRow;
import dev.belfry.load.faults.inject.Befallen;
import dev.belfry.load.faults.inject.Kind;
import dev.belfry.load.faults.judge.Paired;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A fault and everything in its time: from when it struck until the next one did.
 *
 * @param before what was due in the ten seconds before it
 * @param paired what was due in its time
 * @param called what was called in its time for the first time
 * @param answers what the API answered in its time
 */
record Spell(
        Befallen fault,
        Instant until,
        List<Paired> before,
        List<Paired> paired,
        List<Paired> called,
        List<Answer> answers) {

    /** Later than this is not on time. A machine that starts JVMs beside the calls has hiccups. */
    private static final Duration ON_TIME = Duration.ofSeconds(2);

    /** What was claimed by an executor when it died was due up to its lease before; what it held ahead, after. */
    private static final Duration CONCERNED_BEFORE = Duration.ofSeconds(3);

    private static final Duration CONCERNED_AFTER = Duration.ofSeconds(15);

    static Spell of(Befallen fault, Instant until, List<Paired> all, List<Answer> answers) {
        return new Spell(
                fault,
                until,
                all.stream()
                        .filter(one -> isWithin(one.at(), fault.began().minusSeconds(10), fault.began()))
                        .toList(),
                all.stream()
                        .filter(one -> isWithin(one.at(), fault.began(), until))
                        .toList(),
                all.stream()
                        .filter(one -> !one.calls().isEmpty())
                        .filter(one -> isWithin(one.calls().get(0).at(), fault.began(), until))
                        .toList(),
                answers.stream()
                        .filter(answer -> isWithin(answer.sent().plus(answer.took()), fault.began(), until))
                        .toList());
    }

    private static boolean isWithin(Instant at, Instant from, Instant until) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    /** The instants that the limits are about: they ran, and were due around this fault and not around the next one. */
    Stream<Paired> concerned() {
        Instant last = earlier(fault.counts().plus(CONCERNED_AFTER), until.minus(CONCERNED_BEFORE));
        return Stream.concat(before.stream(), paired.stream())
                .filter(one -> one.at().isAfter(fault.began().minus(CONCERNED_BEFORE)))
                .filter(one -> one.at().isBefore(last))
                .filter(one -> one.row() != null && one.row().hasRun())
                .filter(one -> !one.isBeforeItsJob());
    }

    double firedAfter() {
        return concerned()
                .filter(one -> row(one).isBySchedule())
                .mapToDouble(one -> since(one, row(one).createdAt()))
                .max()
                .orElse(0);
    }

    double settledAfter() {
        return concerned()
                .filter(one -> row(one).finishedAt() != null)
                .mapToDouble(one -> since(one, Objects.requireNonNull(row(one).finishedAt())))
                .max()
                .orElse(0);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** From when the limits count until the last call of its time that was late. */
    double onTimeAfter() {
        return called.stream()
                .filter(one ->
                        one.lateness().map(late -> late.compareTo(ON_TIME) > 0).orElse(false))
                .filter(one -> one.row() != null && row(one).isBySchedule())
                .filter(one -> !one.isBeforeItsJob())
                .mapToDouble(one -> seconds(fault.counts(), one.calls().get(0).at()))
                .max()
                .orElse(0);
    }

    double slowestAnswer() {
        return answers.stream()
                .filter(answer -> answer.status() > 0)
                .mapToDouble(answer -> answer.took().toMillis() / 1e3)
                .max()
                .orElse(0);
    }

    List<Answer> serverErrors() {
        boolean mayBeUnavailable = fault.kind().limits().mayBeUnavailable();
        return answers.stream()
                .filter(Answer::isServerError)
                .filter(answer -> !(mayBeUnavailable && answer.isUnavailable()))
                .toList();
    }

    /** Requests that hung: given up without an answer, by an API that was there. */
    List<Answer> hung() {
        boolean isPaused = fault.kind() == Kind.PAUSE && fault.whom().startsWith("api-service");
        return isPaused
                ? List.of()
                : answers.stream()
                        .filter(answer -> answer.ending().equals("HttpTimeoutException"))
                        .toList();
    }

    private double since(Paired one, Instant done) {
        Instant from = one.at().isAfter(fault.counts()) ? one.at() : fault.counts();
        return Math.max(0, seconds(from, done));
    }

    private static ExecutionRow row(Paired one) {
        return Objects.requireNonNull(one.row());
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1e3;
    }
}
