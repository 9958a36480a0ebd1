package dev.belfry.load.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belfry.load.stored.Database;
import dev.belfry.load.stored.StoredJobs;
import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Measures creating, reading and listing jobs, and prints one table and one line of JSON. */
public final class ApiLoad {

    private static final String BODY = """
            {"name": "settle invoices", "kind": "cron", "schedule": {"cron": "30 9 1 1 *"},
             "request": {"url": "https://example.com/settle", "method": "POST", "body": {"dry_run": false}}}
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ApiLoad() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = options(arguments);
        Target target = new Target(
                URI.create(required("CRON_API_URL")),
                required("CRON_TOKEN"),
                Integer.parseInt(option(options, "--callers")),
                Duration.ofSeconds(Integer.parseInt(option(options, "--seconds"))));
        List<Measurement> all = new ArrayList<>();
        System.out.println(Measurement.HEADER);
        Database database =
                new Database(required("BELFRY_DB_URL"), required("BELFRY_DB_USER"), required("BELFRY_DB_PASSWORD"));
        try (Connection connection = database.connect()) {
            StoredJobs stored = new StoredJobs(connection, workspace(target));
            for (String count : option(options, "--jobs").split(",")) {
                stored.fillUpTo(Integer.parseInt(count));
                List<String> ids = stored.sample();
                String cursor = cursor(target);
                List<Request> requests = List.of(
                        new Request("create", turn -> Request.post("/v1/jobs", BODY)),
                        new Request("get", turn -> Request.get("/v1/jobs/" + ids.get(turn % ids.size()))),
                        new Request("list", turn -> Request.get("/v1/jobs")),
                        new Request("list, second page", turn -> Request.get("/v1/jobs?cursor=" + cursor)),
                        new Request("list, paused", turn -> Request.get("/v1/jobs?state=paused")));
                for (Request request : requests) {
                    target.measure(request, stored.count());
                    Measurement measured = target.measure(request, stored.count());
                    System.out.println(measured.row());
                    all.add(measured);
                }
            }
        }
        System.out.println(JSON.writeValueAsString(all));
    }

    /** A job created through the API tells the workspace. */
    private static UUID workspace(Target target) throws JsonProcessingException {
        JsonNode created =
                JSON.readTree(target.send(Request.post("/v1/jobs", BODY)).body());
        return UUID.fromString(created.get("workspace_id").asText());
    }

    /** Where the second page begins now. */
    private static String cursor(Target target) throws JsonProcessingException {
        return JSON.readTree(target.send(Request.get("/v1/jobs")).body())
                .get("next_cursor")
                .asText();
    }

    private static String option(Map<String, String> options, String name) {
        return Objects.requireNonNull(options.get(name));
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options =
                new LinkedHashMap<>(Map.of("--jobs", "10000,1000000", "--callers", "16", "--seconds", "10"));
        for (int i = 0; i < arguments.length; i += 2) {
            if (!options.containsKey(arguments[i]) || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "unknown or without a value: " + arguments[i] + "; known: " + options.keySet());
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private static String required(String variable) {
        String value = System.getenv(variable);
        if (value == null) {
            throw new IllegalArgumentException(variable + " is not set; deploy/load/api sets it");
        }
        return value;
    }
}
