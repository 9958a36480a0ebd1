package dev.belfry.load.faults.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All jobs of a campaign and what they were told. For use by many threads. */
public final class Ledger {

    private final Map<UUID, JobPlan> plans = new ConcurrentHashMap<>();
    private final Queue<RunNow> runNows = new ConcurrentLinkedQueue<>();

    /** A job that was created; asked again, the one that is known. */
    public JobPlan job(UUID id) {
        return Objects.requireNonNull(plans.computeIfAbsent(id, JobPlan::new));
    }

    public void add(RunNow runNow) {
        runNows.add(runNow);
    }

    /** Every instant that a schedule asked for up to an end, oldest first; that of two periods counts once. */
    public List<DueInstant> dueUpTo(Instant end) {
        List<DueInstant> due = new ArrayList<>();
        for (JobPlan plan : plans.values()) {
            due.addAll(withoutRepeats(plan.upTo(end)));
        }
        due.sort(Comparator.comparing(DueInstant::at).thenComparing(DueInstant::job));
        return due;
    }

    public List<RunNow> runNows() {
        return List.copyOf(runNows);
    }

    /** A pause and the resume after it may both be open about an instant; one that is certain settles it. */
    private static List<DueInstant> withoutRepeats(List<DueInstant> due) {
        Map<Instant, DueInstant> byInstant = new TreeMap<>();
        due.forEach(one -> byInstant.merge(one.at(), one, (first, second) -> first.isCertain() ? first : second));
        return List.copyOf(byInstant.values());
    }
}
