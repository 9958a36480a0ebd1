package dev.belfry.load.faults.judge;

import dev.belfry.load.faults.evidence.ExecutionRow;
import dev.belfry.load.faults.evidence.Receipt;
import dev.belfry.load.faults.ledger.DueInstant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The due instants of one job and the rows that its schedule led to. */
final class JobPairing {

    /** A row for an instant that an edit or a pause has taken back: it did not run, and says why. */
    private static final Set<String> TAKEN_BACK = Set.of("paused", "edited");

    private final NavigableMap<Instant, DueInstant> due = new TreeMap<>();
    private final NavigableMap<Instant, ExecutionRow> rows = new TreeMap<>();
    private final List<ExecutionRow> leftOver = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    JobPairing(List<DueInstant> due, List<ExecutionRow> rows) {
        due.forEach(one -> this.due.put(one.at(), one));
        List<ExecutionRow> inOrder = new ArrayList<>(rows);
        inOrder.sort(Comparator.comparing(ExecutionRow::scheduledFor));
        inOrder.stream().filter(row -> !row.standsForSeveral()).forEach(this::pair);
        inOrder.stream().filter(ExecutionRow::standsForSeveral).forEach(this::pairSeveral);
    }

    private void pair(ExecutionRow row) {
        ExecutionRow other = rows.get(row.scheduledFor());
        if (other != null) {
            twice(row.scheduledFor(), other, row);
        } else if (due.containsKey(row.scheduledFor())) {
            rows.put(row.scheduledFor(), row);
        } else {
            leftOver.add(row);
        }
    }

    /** The newest instants up to its own that have no row: as many as it says it stands for. */
    private void pairSeveral(ExecutionRow row) {
        ExecutionRow other = rows.get(row.scheduledFor());
        if (other != null) {
            twice(row.scheduledFor(), other, row);
            return;
        }
        int left = row.missedCount();
        for (Instant at : due.headMap(row.scheduledFor(), true).descendingKeySet()) {
            if (left == 0 || rows.containsKey(at)) {
                break;
            }
            rows.put(at, row);
            left--;
        }
        if (left > 0) {
            findings.add(new Finding(
                    Promise.CATCH_UP,
                    row.scheduledFor(),
                    "execution " + row.id() + " of job " + row.job() + " stands for " + row.missedCount()
                            + " missed instants, " + left + " more than there were"));
        }
    }

    private void twice(Instant at, ExecutionRow first, ExecutionRow second) {
        findings.add(new Finding(
                Promise.ONE_RECORD,
                at,
                "job " + first.job() + " has executions " + first.id() + " and " + second.id() + " for it"));
    }

    List<Paired> paired(Map<UUID, List<Receipt>> calls) {
        List<Paired> paired = new ArrayList<>();
        for (DueInstant one : due.values()) {
            ExecutionRow row = rows.get(one.at());
            List<Receipt> received = row == null ? List.of() : calls.getOrDefault(row.id(), List.of());
            paired.add(new Paired(one.job(), one.at(), one.isCertain(), row, received));
        }
        return paired;
    }

    List<Finding> findings(List<Outage> outages) {
        for (DueInstant one : due.values()) {
            ExecutionRow row = rows.get(one.at());
            if (row != null) {
                judge(one, row, outages);
            } else if (one.isCertain()) {
                findings.add(new Finding(Promise.NOT_LOST, one.at(), "job " + one.job() + " has no row for it"));
            }
        }
        leftOver.stream()
                .filter(row -> !TAKEN_BACK.contains(Objects.requireNonNullElse(row.reason(), "")))
                .forEach(row -> findings.add(new Finding(
                        Promise.NOTHING_ELSE,
                        row.scheduledFor(),
                        "execution " + row.id() + " of job " + row.job() + " is " + row.status()
                                + ", but nothing was due")));
        return findings;
    }

    private void judge(DueInstant one, ExecutionRow row, List<Outage> outages) {
        if (!row.isSettled()) {
            findings.add(new Finding(
                    Promise.SETTLED,
                    one.at(),
                    "execution " + row.id() + " of job " + row.job() + " is still " + row.status()));
        }
        if (row.isMissed() && outages.stream().noneMatch(outage -> outage.explains(one.at()))) {
            findings.add(new Finding(
                    Promise.ONLY_AFTER_OUTAGE,
                    one.at(),
                    "execution " + row.id() + " of job " + row.job() + " says it was missed"));
        }
    }
}
