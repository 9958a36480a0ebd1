package dev.belfry.local.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fifty secrets at work: in the headers of jobs whose target tells them, and in channels that hear of every end. */
final class SecretsUnderLoad {

    private static final int CHANNELS = 6;
    private static final int SECRETS = 50 - CHANNELS;

    private final ApiClient api;
    private final Canaries canaries = new Canaries();
    private final List<String> secrets = new ArrayList<>();
    private final List<String> channels = new ArrayList<>();
    private final List<String> jobs = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();

    SecretsUnderLoad(ApiClient api) {
        this.api = api;
    }

    /** One job for each of the target's forms at least, each with a secret of its own. */
    void create(TellingTarget target, String hook) throws Exception {
        for (int i = 0; i < CHANNELS; i++) {
            channels.add(canaries.next());
            create(
                    "/v1/notification-channels",
                    Map.of(
                            "name",
                            "channel " + i,
                            "type",
                            "webhook",
                            "config",
                            Map.of("url", hook, "secret", channels.get(i))));
        }
        List<String> ids = api.get("/v1/notification-channels").path("data").findValuesAsText("id");
        List<String> forms = List.copyOf(target.forms());
        for (int i = 0; i < SECRETS; i++) {
            secrets.add(canaries.next());
            create("/v1/secrets", Map.of("name", "canary-" + i, "value", secrets.get(i)));
            String job = create("/v1/jobs", job("secret://canary-" + i, target.url(forms.get(i % forms.size()))))
                    .path("id")
                    .asText();
            jobs.add(job);
            create(
                    "/v1/jobs/" + job + "/notification-rules",
                    Map.of("channel_id", ids.get(i % CHANNELS), "event", "on_completion"));
        }
    }

    /** Runs every job once; gives the executions. */
    List<String> runAll() throws Exception {
        List<String> runs = new ArrayList<>();
        for (String job : jobs) {
            runs.add(keep(api.runNow(job)).path("id").asText());
        }
        return runs;
    }

    /** Every answer of the API that was given so far. */
    List<String> answers() {
        return List.copyOf(answers);
    }

    /** Asks for all that the API tells about the jobs and these executions. */
    void askForEverything(List<String> runs) throws Exception {
        for (String path : List.of(
                "/v1/secrets",
                "/v1/notification-channels",
                "/v1/notification-deliveries?limit=100",
                "/v1/jobs?limit=100",
                "/v1/executions?limit=100")) {
            keep(api.get(path));
        }
        for (String job : jobs) {
            for (String what : List.of("", "/executions", "/ledger", "/stats", "/notification-rules")) {
                keep(api.get("/v1/jobs/" + job + what));
            }
        }
        for (String run : runs) {
            keep(api.get("/v1/executions/" + run));
            keep(api.get("/v1/executions/" + run + "/why"));
        }
    }

    /** What of any secret is in one of these texts, by where; empty when there is nothing. */
    List<String> found(Map<String, String> texts) {
        List<String> found = new ArrayList<>();
        texts.forEach((where, text) -> canaries.in(text).forEach(trace -> found.add(where + ": " + trace)));
        return found;
    }

    List<String> found(List<String> texts) {
        return texts.stream().flatMap(text -> canaries.in(text).stream()).toList();
    }

    List<String> secrets() {
        return List.copyOf(secrets);
    }

    List<String> channels() {
        return List.copyOf(channels);
    }

    private static Map<String, Object> job(String secret, String url) {
        return Map.of(
                "name", "tells its secret",
                "kind", "scheduled",
                "schedule", Map.of("run_at", "2099-01-01T00:00:00Z"),
                "retry_policy", Map.of("max_attempts", 1),
                "response_output_template",
                        Map.of("body", "{{response.body}}", "header", "{{response.headers.x-echo}}"),
                "request",
                        Map.of(
                                "url",
                                url + "?reference=" + secret,
                                "method",
                                "POST",
                                "headers",
                                Map.of("X-Secret", secret, "Authorization", "Bearer " + secret),
                                "body",
                                Map.of("reference", secret),
                                "follow_redirects",
                                1));
    }

    private JsonNode create(String path, Map<String, ?> body) throws Exception {
        return keep(api.create(path, body));
    }

    private JsonNode keep(JsonNode answer) {
        answers.add(answer.toString());
        return answer;
    }
}
