package dev.belfry.load.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belfry.load.installation.LocalBelfry;
import dev.belfry.load.result.Result;
import dev.belfry.load.result.Table;
import dev.belfry.load.result.Target;
import dev.belfry.load.sink.Sink;
import dev.belfry.load.stored.StoredJobs;
import dev.belfry.load.workload.Api;
import dev.belfry.load.workload.Creates;
import dev.belfry.load.workload.Flood;
import dev.belfry.load.workload.Neighbours;
import dev.belfry.load.workload.Pace;
import dev.belfry.load.workload.Pings;
import dev.belfry.load.workload.ScheduledCalls;
import dev.belfry.load.workload.Stage;
import dev.belfry.load.workload.Workload;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Plays the workloads and prints what came out. Ends with 0 when every target was met, with 1 when one was missed, with 2 when it could not measure. */
public final class Bench {

    private static final int STEADY_SECONDS = 60;
    private static final int SLOW = 2_000;
    private static final int CREATES = 10_000;
    private static final int PACE_JOBS = 3_000;
    private static final int FLOOD_PER_SECOND = 1_000;
    private static final int FLOOD_SECONDS = 30;
    private static final int PINGS_PER_SECOND = 500;
    private static final int PINGS_SECONDS = 30;
    private static final List<Integer> IDLE_JOBS = List.of(100_000, 1_000_000);

    private final Options options;
    private final Targets targets = new Targets();
    private final List<Result> results = new ArrayList<>();
    private final MachineSpeed speed = new MachineSpeed();

    private Bench(Options options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        // Whatever happens, the threads of the sink keep nobody waiting.
        int code = 2;
        try {
            code = new Bench(Options.parse(arguments)).run() ? 0 : 1;
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("run: " + e.getMessage());
        } catch (Exception e) {
            e.printStackTrace();
        } finally {
            System.exit(code);
        }
    }

    private boolean run() throws Exception {
        Vertx vertx = Vertx.vertx();
        Sink sink = Sink.start(vertx);
        try (LocalBelfry belfry = LocalBelfry.start(options.root(), options.data(), options.port());
                Connection database = belfry.database().connect()) {
            belfry.awaitCalm();
            Api api = new Api(vertx, belfry.api(), belfry.token());
            play(new Stage(vertx, belfry, api, sink, database, workspace(api), new Pace()));
        }
        Map<String, Object> report = new LinkedHashMap<>(Map.of("results", results));
        if (options.workloads().contains("start")) {
            try (LocalBelfry again = LocalBelfry.start(options.root(), options.data(), options.port())) {
                Idle idle = Idle.measure(again);
                targets.start(idle);
                report.put("start", idle);
            }
        }
        report.put("targets", targets.all());
        report.put("machineSeconds", speed.seconds());
        print(report);
        return targets.all().stream().allMatch(Target::isMet);
    }

    private void play(Stage stage) throws Exception {
        stage.pace().learn(PACE_JOBS, (long)
                (1e9 * new Creates(PACE_JOBS).run(stage).seconds()));
        for (int i = 0; i < options.warmUps(); i++) {
            measure(stage, new ScheduledCalls("(warm-up)", options.herd(), Duration.ZERO, 0));
        }
        if (options.workloads().contains("w1")) {
            targets.herd(keep(medianOf(stage, ScheduledCalls.herd(options.herd()))), options.herd());
        }
        Result steady = null;
        if (options.workloads().contains("w2") || options.workloads().contains("w3")) {
            steady = keep(measure(stage, ScheduledCalls.steady("W2 steady", STEADY_SECONDS)));
            targets.steady(steady, 200 * STEADY_SECONDS);
        }
        if (options.workloads().contains("w4")) {
            targets.slowTargets(keep(measure(stage, ScheduledCalls.slowTargets(SLOW))), SLOW);
        }
        if (options.workloads().contains("w5")) {
            keep(measure(stage, new Creates(CREATES)));
        }
        if (options.workloads().contains("w6")) {
            targets.flood(
                    keep(measure(stage, new Flood(FLOOD_PER_SECOND, FLOOD_SECONDS))), FLOOD_PER_SECOND * FLOOD_SECONDS);
        }
        if (options.workloads().contains("w8")) {
            targets.pings(
                    keep(measure(stage, new Pings(PINGS_PER_SECOND, PINGS_SECONDS))), PINGS_PER_SECOND * PINGS_SECONDS);
        }
        if (steady != null && options.workloads().contains("w3")) {
            for (int jobs : IDLE_JOBS) {
                new StoredJobs(stage.database(), stage.workspace()).fillUpTo(jobs);
                String name = String.format("W3 %,d idle jobs", jobs);
                targets.idleScale(
                        keep(measure(stage, ScheduledCalls.steady(name, STEADY_SECONDS))),
                        steady,
                        200 * STEADY_SECONDS);
            }
        }
        // The last, because the busy neighbour has calls under way for a while after it.
        if (options.workloads().contains("w7")) {
            measure(stage, new Neighbours("(warm-up) ten times", 10));
            Result calm = keep(measure(stage, new Neighbours("W7 calm neighbour", 1)));
            targets.neighbours(calm, keep(measure(stage, new Neighbours("W7 ten times", 10))), Neighbours.COUNT);
        }
    }

    /** The round whose last call came neither first nor last. */
    private Result medianOf(Stage stage, Workload workload) throws Exception {
        List<Result> rounds = new ArrayList<>();
        for (int i = 0; i < options.rounds(); i++) {
            speed.look();
            rounds.add(measure(stage, workload));
        }
        rounds.sort(Comparator.comparingDouble(Result::receivedAfter));
        return rounds.get(rounds.size() / 2);
    }

    private Result measure(Stage stage, Workload workload) throws Exception {
        Result result = workload.run(stage);
        System.err.println(Table.row(result));
        return result;
    }

    private Result keep(Result result) {
        results.add(result);
        return result;
    }

    /** A job created through the API tells the workspace. */
    private static UUID workspace(Api api) throws Exception {
        JsonObject job = new JsonObject()
                .put("name", "tells the workspace")
                .put("kind", "cron")
                .put("schedule", new JsonObject().put("cron", "0 0 1 1 *"))
                .put("request", new JsonObject().put("url", "https://example.com/"));
        return UUID.fromString(
                api.create(job).toCompletionStage().toCompletableFuture().get().getString("workspace_id"));
    }

    private void print(Map<String, Object> report) throws IOException {
        System.out.println(Table.header());
        results.forEach(result -> System.out.println(Table.row(result)));
        System.out.println("\n" + Table.parts(results) + "\n");
        if (!speed.seconds().isEmpty()) {
            System.out.println(speed.line() + "\n");
        }
        targets.all().forEach(target -> System.out.println(target.line()));
        new ObjectMapper().writeValue(options.json().toFile(), report);
        System.out.println("\nJSON: " + options.json());
    }
}
