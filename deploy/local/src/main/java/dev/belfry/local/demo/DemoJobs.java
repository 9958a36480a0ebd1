package dev.belfry.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.local.home.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * The two demo jobs: one for every minute, kept from start to start, and one for the next moment, made at each start. The
 * first is made under a key, so that it is there once whatever is interrupted, and its id is kept in a file.
 */
final class DemoJobs {

    static final String EVERY_MINUTE = "Demo: every minute";
    static final String AT_THE_START = "Demo: at the start";

    private static final String KEY_OF_EVERY_MINUTE = "belfry-demo-every-minute";

    private final BelfryApi api;
    private final Path idFile;

    DemoJobs(BelfryApi api, Path idFile) {
        this.api = api;
        this.idFile = idFile;
    }

    /** The id of the job for every minute: the one of an earlier start, pointed at the target again, or a new one. */
    String everyMinute(String targetUrl) throws IOException, InterruptedException {
        JsonNode job = api.post(
                "/v1/jobs",
                job(EVERY_MINUTE, "cron", Map.of("cron", "* * * * *"), targetUrl),
                Map.of("Idempotency-Key", KEY_OF_EVERY_MINUTE));
        String id = job.path("id").asText();
        PrivateFile.write(idFile, id);
        if (!job.path("request").path("url").asText().equals(targetUrl)) {
            api.patch("/v1/jobs/" + id, Map.of("request", Map.of("url", targetUrl)));
        }
        if (job.path("state").asText().equals("paused")) {
            api.post("/v1/jobs/" + id + "/resume", Map.of(), Map.of());
        }
        return id;
    }

    /** The id of a new job that runs once, at the next whole second that is at least two seconds ahead. */
    String atTheStart(String targetUrl, Instant now) throws IOException, InterruptedException {
        return api.post(
                        "/v1/jobs",
                        job(
                                AT_THE_START,
                                "scheduled",
                                Map.of("run_at", soon(now).toString()),
                                targetUrl),
                        Map.of())
                .path("id")
                .asText();
    }

    /** Without the demo nobody would answer its calls: the job of an earlier start rests until the demo is wanted again. */
    void rest() throws IOException, InterruptedException {
        Optional<String> id = PrivateFile.read(idFile);
        if (id.isEmpty()) {
            return;
        }
        Optional<JsonNode> job = api.find("/v1/jobs/" + id.get());
        if (job.isPresent() && job.get().path("state").asText().equals("active")) {
            api.post("/v1/jobs/" + id.get() + "/pause", Map.of(), Map.of());
        }
    }

    static Instant soon(Instant now) {
        Instant earliest = now.plusSeconds(2);
        Instant second = earliest.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(earliest) ? second : second.plusSeconds(1);
    }

    private static Map<String, ?> job(String name, String kind, Map<String, ?> schedule, String targetUrl) {
        return Map.of(
                "name", name,
                "kind", kind,
                "schedule", schedule,
                "request", Map.of("url", targetUrl, "method", "POST", "body", Map.of("hello", "Belfry")));
    }
}
