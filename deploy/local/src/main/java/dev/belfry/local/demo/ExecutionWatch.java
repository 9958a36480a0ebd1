package dev.belfry.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.local.console.Console;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Prints each execution of one job that ends after a moment, once. */
final class ExecutionWatch {

    private final BelfryApi api;
    private final String name;
    private final String jobId;
    private final Instant since;
    private final Set<String> printed = new HashSet<>();

    ExecutionWatch(BelfryApi api, String name, String jobId, Instant since) {
        this.api = api;
        this.name = name;
        this.jobId = jobId;
        this.since = since;
    }

    /** Asks once and prints what is new, oldest first. */
    void look(Console console) throws IOException, InterruptedException {
        List<JsonNode> fresh = new ArrayList<>();
        for (JsonNode execution :
                api.get("/v1/jobs/" + jobId + "/executions?limit=20").path("data")) {
            if (ExecutionLine.hasEnded(execution)
                    && endedSince(execution)
                    && printed.add(execution.path("id").asText())) {
                fresh.add(execution);
            }
        }
        fresh.sort(Comparator.comparing(
                execution -> execution.path("scheduled_for").asText()));
        fresh.forEach(execution -> console.line(ExecutionLine.of(name, execution, console)));
    }

    private boolean endedSince(JsonNode execution) {
        try {
            return !Instant.parse(execution.path("finished_at").asText()).isBefore(since);
        } catch (DateTimeException e) {
            // Skipped ones never began and may not say when they ended.
            return !Instant.parse(execution.path("scheduled_for").asText()).isBefore(since);
        }
    }
}
