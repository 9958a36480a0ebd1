package dev.belfry.fuzz.run;

import dev.belfry.fuzz.wire.Answer;
import dev.belfry.fuzz.wire.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What came of a run. */
public final class Report {

    private static final int SHOWN = 20;

    private final long seed;
    private final Map<String, Map<String, Integer>> byKind = new TreeMap<>();
    private final Set<String> asked = new TreeSet<>();
    private final Set<String> succeeded = new TreeSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private int requests;
    private Duration slowest = Duration.ZERO;
    private String slowestOf = "none";

    Report(long seed) {
        this.seed = seed;
    }

    void count(Sent sent, Answer answer) {
        requests++;
        asked.add(sent.about());
        String status = answer.isNone() ? "closed" : answer.status() / 100 + "xx";
        byKind.computeIfAbsent(sent.kind(), kind -> new TreeMap<>()).merge(status, 1, Integer::sum);
        if (slowest.compareTo(answer.took()) < 0) {
            slowest = answer.took();
            slowestOf = sent.kind() + ", " + sent.about();
        }
        if (answer.isSuccess()) {
            succeeded.add(sent.about());
        }
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    public long seed() {
        return seed;
    }

    public int requests() {
        return requests;
    }

    /** Everything that was not answered as it must be; empty after a good run. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** The operations that requests were about. */
    public Set<String> asked() {
        return Set.copyOf(asked);
    }

    /** The operations that answered a success at least once: what was sent reached beyond the first check. */
    public Set<String> succeeded() {
        return Set.copyOf(succeeded);
    }

    /** For people. */
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("seed ").append(seed).append(", ").append(requests);
        text.append(" requests, ").append(findings.size()).append(" answered as they must not be, slowest ");
        text.append(slowest.toMillis()).append(" ms (").append(slowestOf).append("), ");
        text.append(succeeded.size()).append(" kinds of success\n");
        byKind.forEach((kind, statuses) -> text.append(String.format("  %-16s %s%n", kind, statuses)));
        findings.stream().limit(SHOWN).forEach(finding -> text.append(finding).append('\n'));
        return text.toString();
    }
}
