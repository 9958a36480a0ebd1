package dev.belfry.load.faults.report;

import dev.belfry.load.faults.evidence.Answer;
import dev.belfry.load.faults.inject.Befallen;
import dev.belfry.load.faults.inject.Kind;
import dev.belfry.load.faults.judge.Finding;
import dev.belfry.load.faults.judge.Paired;
import dev.belfry.load.faults.judge.Pairing;
import dev.belfry.load.faults.judge.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The account of a campaign.
 *
 * @param kinds one line for each kind that befell
 * @param total all of the campaign, the time before the first fault and after the last included
 * @param findings every broken promise
 */
public record Account(List<FaultAccount> kinds, FaultAccount total, List<Finding> findings) {

    private static final double TWICE_SHARE = 0.005;

    public static Account of(List<Befallen> faults, Pairing pairing, List<Answer> answers) {
        List<Spell> spells = spells(faults, pairing.paired(), answers);
        List<Finding> findings = new ArrayList<>(pairing.findings());
        faults.forEach(fault -> findings.addAll(fault.findings()));
        spells.forEach(spell -> findings.addAll(LimitChecks.of(spell)));
        findings.addAll(twice(pairing.paired()));
        findings.sort(Comparator.comparing(Finding::at));
        List<FaultAccount> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<Spell> ofKind = spells.stream()
                    .filter(spell -> spell.fault().kind() == kind)
                    .toList();
            if (!ofKind.isEmpty()) {
                List<Paired> due = ofKind.stream()
                        .flatMap(spell -> spell.paired().stream())
                        .toList();
                kinds.add(line(kind.shortName(), ofKind, due, findings));
            }
        }
        return new Account(kinds, line("total", spells, pairing.paired(), findings), findings);
    }

    private static List<Spell> spells(List<Befallen> faults, List<Paired> paired, List<Answer> answers) {
        List<Spell> spells = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            Instant until = i + 1 < faults.size() ? faults.get(i + 1).began() : Instant.MAX;
            spells.add(Spell.of(faults.get(i), until, paired, answers));
        }
        return spells;
    }

    private static FaultAccount line(String name, List<Spell> spells, List<Paired> all, List<Finding> findings) {
        List<Paired> due = all.stream().filter(Paired::counts).toList();
        boolean isTotal = name.equals("total");
        List<Finding> own = findings.stream()
                .filter(finding -> isTotal || spells.stream().anyMatch(spell -> isOf(spell, finding.at())))
                .toList();
        return new FaultAccount(
                name,
                spells.size(),
                due.size(),
                due.stream()
                        .filter(one -> one.row() != null && one.row().isMissed())
                        .count(),
                count(own, Promise.NOT_LOST),
                count(own, Promise.SETTLED),
                count(own, Promise.ONE_RECORD),
                count(own, Promise.NOT_EARLY),
                due.stream().mapToLong(Paired::repeats).sum(),
                most(spells, Spell::firedAfter),
                most(spells, Spell::settledAfter),
                most(spells, Spell::onTimeAfter),
                due.stream()
                        .filter(one -> one.row() != null)
                        .mapToLong(one -> lateResults(one))
                        .sum(),
                spells.stream().mapToLong(spell -> spell.serverErrors().size()).sum(),
                spells.stream()
                        .flatMap(spell -> spell.answers().stream())
                        .filter(Answer::isUnavailable)
                        .count(),
                most(spells, Spell::slowestAnswer),
                Percentiles.of(flat(spells.stream().map(Spell::before))),
                Percentiles.of(flat(spells.stream().map(spell -> part(spell, true)))),
                Percentiles.of(flat(spells.stream().map(spell -> part(spell, false)))),
                spells.stream().map(Spell::fault).toList());
    }

    private static boolean isOf(Spell spell, Instant at) {
        return !at.isBefore(spell.fault().began()) && at.isBefore(spell.until());
    }

    private static long lateResults(Paired one) {
        return Objects.requireNonNull(one.row()).lateResults();
    }

    private static List<Paired> part(Spell spell, boolean isDuring) {
        return spell.paired().stream()
                .filter(one -> one.at().isBefore(spell.fault().whole()) == isDuring)
                .toList();
    }

    private static List<Paired> flat(Stream<List<Paired>> lists) {
        return lists.flatMap(List::stream).toList();
    }

    private static double most(List<Spell> spells, ToDoubleFunction<Spell> number) {
        return spells.stream().mapToDouble(number).max().orElse(0);
    }

    private static long count(List<Finding> findings, Promise promise) {
        return findings.stream().filter(finding -> finding.promise() == promise).count();
    }

    private static List<Finding> twice(List<Paired> paired) {
        long calls = paired.stream().filter(one -> !one.calls().isEmpty()).count();
        long twice = paired.stream().filter(one -> one.repeats() > 0).count();
        return twice <= calls * TWICE_SHARE
                ? List.of()
                : List.of(new Finding(
                        Promise.RARELY_TWICE,
                        Instant.now(),
                        twice + " of " + calls + " executions were called again without need"));
    }
}
