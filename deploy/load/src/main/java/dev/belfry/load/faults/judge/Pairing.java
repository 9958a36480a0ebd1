package dev.belfry.load.faults.judge;

import static java.util.stream.Collectors.groupingBy;

import dev.belfry.load.faults.evidence.ExecutionRow;
import dev.belfry.load.faults.evidence.Receipt;
import dev.belfry.load.faults.ledger.DueInstant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Every due instant with its row and its calls, and what could not be paired.
 *
 * @param paired oldest first, runs that were asked for included
 * @param findings the broken promises
 */
public record Pairing(List<Paired> paired, List<Finding> findings) {

    public static Pairing of(History history) {
        Map<UUID, List<Receipt>> calls = history.receipts().stream().collect(groupingBy(Receipt::execution));
        List<Finding> findings = new ArrayList<>();
        List<Paired> paired = new ArrayList<>();
        Map<UUID, List<ExecutionRow>> rows =
                history.rows().stream().filter(ExecutionRow::isBySchedule).collect(groupingBy(ExecutionRow::job));
        Map<UUID, List<DueInstant>> due = history.due().stream().collect(groupingBy(DueInstant::job));
        Set<UUID> jobs = new HashSet<>(rows.keySet());
        jobs.addAll(due.keySet());
        for (UUID job : jobs) {
            JobPairing one = new JobPairing(due.getOrDefault(job, List.of()), rows.getOrDefault(job, List.of()));
            paired.addAll(one.paired(calls));
            findings.addAll(one.findings(history.outages()));
        }
        RunNowPairing asked = new RunNowPairing(history.runNows(), history.rows());
        paired.addAll(asked.paired(calls));
        findings.addAll(asked.findings());
        paired.forEach(one -> findings.addAll(CallChecks.of(one)));
        findings.addAll(strays(history));
        paired.sort(Comparator.comparing(Paired::at).thenComparing(Paired::job));
        findings.sort(Comparator.comparing(Finding::at));
        return new Pairing(List.copyOf(paired), List.copyOf(findings));
    }

    /** Calls of executions that are not stored, or that name another time than their row. */
    private static List<Finding> strays(History history) {
        Map<UUID, ExecutionRow> rows = new HashMap<>();
        history.rows().forEach(row -> rows.put(row.id(), row));
        List<Finding> strays = new ArrayList<>();
        for (Receipt receipt : history.receipts()) {
            ExecutionRow row = rows.get(receipt.execution());
            if (row == null) {
                strays.add(stray(receipt, receipt.scheduledFor(), "which is not stored"));
            } else if (!row.scheduledFor().equals(receipt.scheduledFor())
                    || !row.job().equals(receipt.job())) {
                strays.add(stray(receipt, row.scheduledFor(), "which is stored for another instant or job"));
            }
        }
        return strays;
    }

    private static Finding stray(Receipt receipt, Instant at, String why) {
        return new Finding(
                Promise.NOTHING_ELSE,
                at,
                "a call for execution " + receipt.execution() + " of job " + receipt.job() + ", " + why);
    }
}
