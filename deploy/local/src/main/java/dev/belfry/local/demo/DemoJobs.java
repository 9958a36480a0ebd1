package dev.belfry.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** The two demo jobs: one for every minute, kept from start to start, and one for the next moment, made at each start. */
final class DemoJobs {

    static final String EVERY_MINUTE = "Demo: every minute";
    static final String AT_THE_START = "Demo: at the start";

    private final BelfryApi api;

    DemoJobs(BelfryApi api) {
        this.api = api;
    }

    /** The id of the job for every minute: the one of an earlier start, pointed at the target again, or a new one. */
    String everyMinute(String targetUrl) throws IOException, InterruptedException {
        Optional<JsonNode> known = find();
        if (known.isEmpty()) {
            return create(EVERY_MINUTE, "cron", Map.of("cron", "* * * * *"), targetUrl);
        }
        JsonNode job = known.get();
        String id = job.path("id").asText();
        if (!job.path("request").path("url").asText().equals(targetUrl)) {
            api.patch("/v1/jobs/" + id, Map.of("request", Map.of("url", targetUrl)));
        }
        if (job.path("state").asText().equals("paused")) {
            api.post("/v1/jobs/" + id + "/resume", Map.of());
        }
        return id;
    }

    /** The id of a new job that runs once, at the next whole second that is at least two seconds ahead. */
    String atTheStart(String targetUrl, Instant now) throws IOException, InterruptedException {
        return create(AT_THE_START, "scheduled", Map.of("run_at", soon(now).toString()), targetUrl);
    }

    /** Without the demo nobody would answer its calls: the job of an earlier start rests until the demo is wanted again. */
    void rest() throws IOException, InterruptedException {
        Optional<JsonNode> known = find();
        if (known.isPresent() && known.get().path("state").asText().equals("active")) {
            api.post("/v1/jobs/" + known.get().path("id").asText() + "/pause", Map.of());
        }
    }

    static Instant soon(Instant now) {
        Instant earliest = now.plusSeconds(2);
        Instant second = earliest.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(earliest) ? second : second.plusSeconds(1);
    }

    private Optional<JsonNode> find() throws IOException, InterruptedException {
        String page = "/v1/jobs?limit=100";
        while (true) {
            JsonNode jobs = api.get(page);
            for (JsonNode job : jobs.path("data")) {
                if (job.path("name").asText().equals(EVERY_MINUTE)) {
                    return Optional.of(job);
                }
            }
            JsonNode cursor = jobs.path("next_cursor");
            if (!cursor.isTextual()) {
                return Optional.empty();
            }
            page = "/v1/jobs?limit=100&cursor=" + URLEncoder.encode(cursor.asText(), StandardCharsets.UTF_8);
        }
    }

    private String create(String name, String kind, Map<String, ?> schedule, String targetUrl)
            throws IOException, InterruptedException {
        JsonNode job = api.post(
                "/v1/jobs",
                Map.of(
                        "name", name,
                        "kind", kind,
                        "schedule", schedule,
                        "request", Map.of("url", targetUrl, "method", "POST", "body", Map.of("hello", "Belfry"))));
        return job.path("id").asText();
    }
}
