package dev.belfry.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.embedded.testing.TestWorkspace;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One thing of each kind in Alice's workspace, by the path below which operations are about it. Whoever adds a path with
 * an id adds its thing here, and every test that walks the API covers it.
 */
public final class Things {

    private static final String CHANNEL = """
            {"name": "c", "type": "webhook", "config": {"url": "https://example.com/"}}
            """;

    private final Cast cast;
    private final Map<String, Supplier<String>> makers = new LinkedHashMap<>();
    private final Map<String, String> made = new LinkedHashMap<>();

    public Things(Cast cast) {
        this.cast = cast;
        makers.put("/v1/jobs/", this::job);
        makers.put("/v1/executions/", () -> id(cast.alice().post("/v1/jobs/" + of("/v1/jobs/") + "/run-now")));
        makers.put("/v1/notification-channels/", () -> id(cast.alice(CHANNEL).post("/v1/notification-channels")));
        makers.put(
                "/v1/notification-rules/",
                () -> id(cast.alice(rule()).post("/v1/jobs/" + of("/v1/jobs/") + "/notification-rules")));
        makers.put("/v1/notification-deliveries/", this::delivery);
        makers.put(
                "/v1/secrets/",
                () -> id(cast.alice("{\"name\": \"a-key\", \"value\": \"hidden\"}")
                        .post("/v1/secrets")));
        makers.put("/v1/workspace/members/", this::member);
        makers.put("/v1/workspace/invites/", this::invite);
        makers.put(
                "/v1/monitors/",
                () -> id(cast.alice("{\"name\": \"m\", \"expected_interval_sec\": 60}")
                        .post("/v1/monitors")));
        makers.put("/api/v1/tasks/", () -> of("/v1/jobs/"));
        makers.put(
                "/api/v1/bulk-actions/",
                () -> id(cast.alice("{\"action\": \"cancel\", \"filter\": {\"tag\": \"nobody\"}}")
                        .post("/api/v1/bulk-actions")));
        makers.put("/api/v1/projects/", () -> "proj_belfry");
        makers.put("/api/v1/idempotencyKeys/", () -> "a-key-nobody-has");
        for (String path : List.of("/api/v1/runs/", "/api/v2/runs/", "/api/v3/runs/")) {
            makers.put(
                    path,
                    () -> id(cast.alice("{\"options\": {\"delay\": \"1h\"}}")
                            .post("/api/v1/tasks/" + of("/v1/jobs/") + "/trigger")));
        }
        makers.put("/v1/api-tokens/", () -> id(cast.alice("{\"name\": \"ci\"}").post("/v1/api-tokens")));
    }

    /** A sample that nobody wanted. */
    private String delivery() {
        UUID id = UUID.randomUUID();
        TestWorkspace.write(
                "INSERT INTO notification_delivery (id, workspace_id, channel_id, event, status, due_at, finished_at)"
                        + " VALUES (?, ?, ?::uuid, 'test', 'failed', now(), now())",
                id,
                cast.home().id(),
                of("/v1/notification-channels/"));
        return id.toString();
    }

    private String member() {
        Cast.token(cast.home().id(), "member");
        return cast.alice().get("/v1/workspace/members").path("data.find { it.role == 'member' }.user_id");
    }

    private String invite() {
        String invitation = "{\"email\": \"" + Person.newEmail() + "\"}";
        return id(cast.alice(invitation).post("/v1/workspace/invites"));
    }

    /** The id of the thing that an operation is about. */
    public String of(Operation operation) {
        return of(operation.path().substring(0, operation.path().indexOf('{')));
    }

    /** The id of the thing below a path; made when it is asked for first. */
    public String of(String path) {
        assertThat(makers).as("a thing for " + path + ", to be added here").containsKey(path);
        String known = made.get(path);
        if (known == null) {
            known = makers.get(path).get();
            made.put(path, known);
        }
        return known;
    }

    /** The thing is gone, and what hung on it; the next operation gets another one. */
    public void forget(Operation operation) {
        String path = operation.path().substring(0, operation.path().indexOf('{'));
        made.remove(path);
        if (path.equals("/v1/jobs/") || path.equals("/v1/notification-channels/")) {
            made.remove("/v1/notification-rules/");
            made.remove("/v1/notification-deliveries/");
        }
    }

    public Map<String, String> all() {
        makers.keySet().forEach(this::of);
        return Map.copyOf(made);
    }

    private String job() {
        return cast.job("cron", "{\"cron\": \"0 0 1 1 *\"}").toString();
    }

    /** A rule for the channel and job of this test. */
    public String rule() {
        return "{\"channel_id\": \"" + of("/v1/notification-channels/") + "\", \"event\": \"on_failure\"}";
    }

    private static String id(Response answer) {
        return answer.path("id");
    }
}
