package dev.belfry.scheduler.monitor;

import dev.belfry.core.execution.ExecutionId;
import dev.belfry.core.monitor.Expectation.Excused;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** What becomes of overdue monitors: some are down, the others wait on. */
final class Judgement {

    /** A monitor that nobody heard of in time. */
    record Fallen(UUID flipId, OverdueMonitor monitor, String reason) {}

    /** A monitor whose silence says nothing. */
    record Waiting(OverdueMonitor monitor, Excused excused) {}

    private final List<Fallen> fallen = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();

    static Judgement of(List<OverdueMonitor> overdue, Listening listening, Instant now, RandomGenerator random) {
        Judgement judgement = new Judgement();
        for (OverdueMonitor monitor : overdue) {
            Excused excused = monitor.expectation().excused(monitor.waiting(), listening.gaps());
            if (excused.deadline().isAfter(monitor.judgedUpTo())) {
                judgement.waiting.add(new Waiting(monitor, excused));
            } else {
                UUID flip = ExecutionId.timeOrdered(now, random.nextLong(), random.nextLong());
                judgement.fallen.add(new Fallen(flip, monitor, reason(excused)));
            }
        }
        return judgement;
    }

    List<Fallen> fallen() {
        return fallen;
    }

    List<Waiting> waiting() {
        return waiting;
    }

    private static String reason(Excused excused) {
        String by = DateTimeFormatter.ISO_INSTANT.format(excused.deadline().truncatedTo(ChronoUnit.SECONDS));
        return excused.waiting().startedAt() == null ? "no ping came by " + by : "a run began and did not end by " + by;
    }
}
