package dev.belfry.load.run;

import dev.belfry.load.result.Result;
import dev.belfry.load.result.Target;
import java.util.ArrayList;
import java.util.List;

/** What Belfry is to reach on two cores with everything on one machine. */
final class Targets {

    private final List<Target> targets = new ArrayList<>();

    List<Target> all() {
        return List.copyOf(targets);
    }

    /** None early, none twice, none lost. */
    private void exact(Result result, long expected) {
        add(result, "calls before their time", 0, result.early());
        add(result, "calls made twice", 0, result.duplicates());
        add(result, "results not stored", 0, expected - result.stored());
    }

    void herd(Result result, int count) {
        exact(result, count);
        add(result, "last call received, seconds", 0.8, result.receivedAfter());
        add(result, "lateness p50, ms", 400, result.lateness().p50Ms());
        add(result, "CPU seconds for 10,000 executions", 2.5, result.cpuSecondsInAll() * 10_000 / count);
    }

    void steady(Result result, int count) {
        exact(result, count);
        add(result, "lateness p50, ms", 5, result.lateness().p50Ms());
        add(result, "lateness p99, ms", 20, result.lateness().p99Ms());
    }

    /** With many jobs stored, against the same without them. */
    void idleScale(Result result, Result without, int count) {
        exact(result, count);
        double lateness = without.lateness().p50Ms() * 1.1;
        add(result, "lateness p50, ms", lateness, result.lateness().p50Ms());
        add(result, "CPU seconds", without.cpuSecondsInAll() * 1.1, result.cpuSecondsInAll());
    }

    void slowTargets(Result result, int count) {
        exact(result, count);
        add(result, "all results stored, seconds", 1.5, result.storedAfter());
    }

    void flood(Result result, int count) {
        exact(result, count);
        add(result, "answer to call p99, ms", 250, result.lateness().p99Ms());
    }

    /** Beside a neighbour at ten times its share, against the same beside a calm one. */
    void neighbours(Result calm, Result beside, int count) {
        exact(calm, count);
        exact(beside, count);
        add(
                beside,
                "lateness p95, ms",
                calm.lateness().p95Ms() * 1.2,
                beside.lateness().p95Ms());
    }

    void pings(Result result, int count) {
        add(result, "pings not stored", 0, count - result.stored());
        add(result, "answer p50, ms", 10, result.lateness().p50Ms());
        add(result, "answer p99, ms", 50, result.lateness().p99Ms());
    }

    void start(Idle idle) {
        targets.add(new Target("start", "ready on existing data, seconds", 10, idle.startedInSeconds()));
        targets.add(new Target("start", "idle memory of all processes, MiB", 1.2 * 1024, idle.megabytes()));
        targets.add(new Target("start", "idle CPU, percent of a core", 6, idle.percentOfACore()));
    }

    private void add(Result result, String what, double limit, double measured) {
        targets.add(new Target(result.workload(), what, limit, measured));
    }
}
