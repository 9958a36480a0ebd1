package dev.belfry.load.faults.inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.load.faults.evidence.ExecutionRow;
import dev.belfry.load.faults.evidence.StoredRows;
import dev.belfry.load.faults.installation.Installation;
import dev.belfry.load.faults.installation.Member;
import dev.belfry.load.faults.judge.Finding;
import dev.belfry.load.faults.judge.Outage;
import dev.belfry.load.faults.judge.Promise;
import dev.belfry.load.faults.sink.RecordingSink.Manner;
import dev.belfry.load.faults.traffic.JobDocuments;
import dev.belfry.load.faults.traffic.Standing;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Everything stops for ten minutes, with a thousand jobs of all values of {@code catch_up}.
 *
 * <p>All of them are due each minute, between its beginning and its 25th second, and the stop begins and ends in the rest
 * of a minute: so there is no doubt about what was missed. Ten jobs' plans are put back by three hours meanwhile, so that
 * they have more to make up than may be open at a time; those of all others are put back as well when the stop is a
 * shortened one.
 */
final class FullStop implements Fault {

    private static final int JOBS = 1000;
    private static final int DEEP = 10;
    private static final int DEEP_MINUTES = 180;
    private static final Duration DEEP_WINDOW = Duration.ofHours(5);
    private static final List<String> CATCH_UPS = List.of("latest", "all", "none");
    private static final Duration STOP = Duration.ofMinutes(10);
    private static final Duration SHORT_WINDOW = Duration.ofMinutes(5);
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int CALLERS = 16;
    private static final int CAP = 100;

    @Override
    public Befallen befall(int number, Scene scene) throws Exception {
        scene.traffic().flow(false);
        sleepUntilSecond(4);
        List<StoppedJob> jobs = create(scene);
        sleepUntilSecond(40);
        Instant began = Instant.now();
        int putBack = stop(scene, jobs);
        Instant launched = Instant.now();
        scene.belfry().launchAll();
        scene.belfry().awaitReady();
        List<Finding> findings = new ArrayList<>();
        Instant drained;
        try (Connection connection = scene.belfry().connect()) {
            int most = new Drain(connection, ids(jobs), launched).awaitEnd();
            drained = Instant.now();
            if (most > CAP) {
                findings.add(new Finding(Promise.DRAIN, launched, most + " made-up runs of one job were open at once"));
            }
            findings.addAll(check(jobs, putBack, launched, drained, StoredRows.all(connection)));
        }
        inParallel(jobs, job -> () -> {
            job.standing().pause();
            return job;
        });
        scene.traffic().flow(true);
        return Befallen.of(number, Kind.FULL_STOP, "everything", began, drained)
                .withOutage(new Outage(began.minus(Duration.ofMinutes(DEEP_MINUTES)), drained))
                .withFindings(findings);
    }

    private static List<StoppedJob> create(Scene scene) throws Exception {
        JobDocuments documents = new JobDocuments(scene.target());
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            numbers.add(i);
        }
        return inParallel(numbers, number -> () -> create(scene, documents, number));
    }

    private static StoppedJob create(Scene scene, JobDocuments documents, int number) throws InterruptedException {
        boolean isDeep = number < DEEP;
        String catchUp = isDeep ? "all" : CATCH_UPS.get(number % CATCH_UPS.size());
        Duration window = isDeep ? DEEP_WINDOW : number % 4 == 0 ? SHORT_WINDOW : WINDOW;
        String name = "stopped " + number;
        ObjectNode job = isDeep || number % 2 == 0
                ? documents.cron(name, catchUp, isDeep ? Manner.COUNTED : Manner.OK)
                : documents.everyMinute(name, catchUp, Manner.OK);
        job.withObject("/schedule").put("catch_up_window_seconds", window.toSeconds());
        String key = name + " " + UUID.randomUUID();
        return new StoppedJob(Standing.create(scene.api(), scene.ledger(), job, key), catchUp, window, isDeep);
    }

    /** Stops everything, waits, and starts the servers again; gives by how many minutes the plans were put back. */
    private static int stop(Scene scene, List<StoppedJob> jobs) throws Exception {
        Installation belfry = scene.belfry();
        belfry.members().parallelStream().forEach(Member::stop);
        belfry.servers().stopKafka();
        belfry.stopPostgres(true);
        Duration stop = scene.shortened(STOP);
        Scene.sleep(stop.minusSeconds(30));
        belfry.startPostgres();
        belfry.servers().startKafka();
        int putBack = (int) STOP.minus(stop).toMinutes();
        try (Connection connection = belfry.connect()) {
            for (StoppedJob job : jobs) {
                job.putBack(minutes(job, putBack));
            }
            putBack(connection, jobs.stream().filter(StoppedJob::isDeep).toList(), DEEP_MINUTES);
            putBack(connection, jobs.stream().filter(job -> !job.isDeep()).toList(), putBack);
        }
        sleepUntilSecond(26);
        return putBack;
    }

    private static int minutes(StoppedJob job, int others) {
        return job.isDeep() ? DEEP_MINUTES : others;
    }

    private static void putBack(Connection connection, List<StoppedJob> jobs, int minutes) throws SQLException {
        for (String statement : List.of(
                "UPDATE job_due SET next_run_at = next_run_at - make_interval(mins => ?) WHERE job_id = ANY (?)",
                "UPDATE job SET anchor_at = anchor_at - make_interval(mins => ?) WHERE id = ANY (?)")) {
            try (var update = connection.prepareStatement(statement)) {
                update.setInt(1, minutes);
                update.setArray(2, connection.createArrayOf("uuid", ids(jobs)));
                update.executeUpdate();
            }
        }
    }

    private static List<Finding> check(
            List<StoppedJob> jobs, int putBack, Instant earliest, Instant latest, List<ExecutionRow> rows) {
        Map<UUID, List<ExecutionRow>> byJob = rows.stream().collect(Collectors.groupingBy(ExecutionRow::job));
        List<Finding> findings = new ArrayList<>();
        for (StoppedJob job : jobs) {
            findings.addAll(job.check(minutes(job, putBack), latest)
                    .findings(
                            earliest, latest, byJob.getOrDefault(job.standing().id(), List.of())));
        }
        return findings;
    }

    private static UUID[] ids(List<StoppedJob> jobs) {
        return jobs.stream().map(job -> job.standing().id()).toArray(UUID[]::new);
    }

    private static void sleepUntilSecond(int second) throws InterruptedException {
        int now = Instant.now().atOffset(ZoneOffset.UTC).getSecond();
        Scene.sleep(Duration.ofSeconds(now <= second ? second - now : second - now + 60));
    }

    private interface Work<T, R> {
        Callable<R> on(T thing);
    }

    private static <T, R> List<R> inParallel(List<T> things, Work<T, R> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<R>> futures = new ArrayList<>();
            for (T thing : things) {
                futures.add(threads.submit(work.on(thing)));
            }
            List<R> done = new ArrayList<>();
            for (Future<R> future : futures) {
                done.add(future.get());
            }
            return done;
        } finally {
            threads.shutdownNow();
        }
    }
}
