package dev.belfry.load.faults.judge;

import dev.belfry.load.faults.evidence.ExecutionRow;
import dev.belfry.load.faults.evidence.Receipt;
import dev.belfry.load.faults.ledger.RunNow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The runs that were asked for, each with the row that the answer named or that can have come of it. */
final class RunNowPairing {

    /** A request that was given up may take effect so much later; a clock may be read so much earlier. */
    private static final Duration AFTER = Duration.ofSeconds(60);

    private static final Duration BEFORE = Duration.ofSeconds(1);

    private final Map<RunNow, ExecutionRow> pairs = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    RunNowPairing(List<RunNow> runNows, List<ExecutionRow> all) {
        Map<UUID, ExecutionRow> left = new LinkedHashMap<>();
        all.stream().filter(row -> !row.isBySchedule()).forEach(row -> left.put(row.id(), row));
        runNows.stream().filter(run -> run.execution().isPresent()).forEach(run -> pairAnswered(run, left));
        runNows.stream()
                .filter(run -> run.execution().isEmpty())
                .sorted(Comparator.comparing(RunNow::asked))
                .forEach(run -> pairUnanswered(run, left));
        left.values()
                .forEach(row -> findings.add(new Finding(
                        Promise.NOTHING_ELSE,
                        row.scheduledFor(),
                        "execution " + row.id() + " of job " + row.job() + " is a run that nobody asked for")));
        pairs.values().stream()
                .filter(row -> !row.isSettled())
                .forEach(row -> findings.add(new Finding(
                        Promise.SETTLED,
                        row.scheduledFor(),
                        "execution " + row.id() + " of job " + row.job() + " is still " + row.status())));
    }

    private void pairAnswered(RunNow run, Map<UUID, ExecutionRow> left) {
        UUID id = run.execution().orElseThrow();
        ExecutionRow row = left.remove(id);
        if (row == null) {
            findings.add(new Finding(
                    Promise.NOT_LOST,
                    run.asked(),
                    "execution " + id + " of job " + run.job() + " was answered to a run-now and is not stored"));
        } else {
            pairs.put(run, row);
        }
    }

    private void pairUnanswered(RunNow run, Map<UUID, ExecutionRow> left) {
        Optional<ExecutionRow> possible = left.values().stream()
                .filter(row -> row.job().equals(run.job()))
                .filter(row -> !row.createdAt().isBefore(run.asked().minus(BEFORE)))
                .filter(row -> !row.createdAt().isAfter(run.ended().plus(AFTER)))
                .min(Comparator.comparing(ExecutionRow::createdAt));
        possible.ifPresent(row -> {
            left.remove(row.id());
            pairs.put(run, row);
        });
    }

    List<Paired> paired(Map<UUID, List<Receipt>> calls) {
        List<Paired> paired = new ArrayList<>();
        pairs.forEach((run, row) -> paired.add(
                new Paired(run.job(), row.scheduledFor(), true, row, calls.getOrDefault(row.id(), List.of()))));
        return paired;
    }

    List<Finding> findings() {
        return findings;
    }
}
