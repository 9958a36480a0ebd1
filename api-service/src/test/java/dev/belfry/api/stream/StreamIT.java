package dev.belfry.api.stream;

import static dev.belfry.embedded.testing.TestWorkspace.write;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Past;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ServersResource.class)
@TestProfile(StreamIT.Hurried.class)
class StreamIT {

    /** Heartbeats at every second, and a token is checked again as often. */
    public static final class Hurried implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "api.stream.heartbeat", "1s",
                    "api.stream.max-per-workspace", "2",
                    "api.auth.cache-for", "1ms");
        }
    }

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String END =
            "UPDATE execution SET status = ?, started_at = now(), finished_at = now() WHERE id = ?";

    @Inject
    Listeners listeners;

    private final Cast cast = new Cast();
    private final UUID job = cast.home().job("recurring", "{\"every_n_minutes\": 5}", "https://example.com/hook");
    private final Past past = new Past(cast, job);

    @Test
    void tellsOfExecutionsAsTheyEndAsAListWould() throws IOException {
        try (EventReader events = open("", null)) {
            UUID first = end("succeeded");
            UUID second = end("failed");

            await().atMost(SOON).until(() -> events.executions().size() == 2);

            assertThat(events.contentType()).startsWith("text/event-stream");
            assertThat(events.executions()).containsExactly(first, second);
            JsonPath listed = cast.alice().get("/v1/executions?status=failed").jsonPath();
            assertThat(JsonPath.from(events.data().get(1)).getMap("")).isEqualTo(listed.getMap("data[0]"));
        }
    }

    @Test
    void goesOnAfterTheLastEventWithoutLossOrRepetition() throws IOException {
        // given
        List<UUID> ended = new ArrayList<>();
        String lastEventId;
        try (EventReader events = open("", null)) {
            ended.add(end("succeeded"));
            await().atMost(SOON).until(() -> events.executions().equals(ended));
            lastEventId = events.lastEventId();
        }

        // when
        UUID meanwhile = end("canceled");
        UUID after = end("succeeded");

        // then
        try (EventReader events = open("", lastEventId)) {
            await().atMost(SOON).until(() -> events.executions().size() >= 2);
            UUID now = end("succeeded");
            await().atMost(SOON).until(() -> events.executions().contains(now));
            assertThat(events.executions()).containsExactly(meanwhile, after, now);
        }
    }

    @Test
    void losesNoExecutionWhoseReportIsCommittedBehindLaterOnes() throws Exception {
        UUID late = past.tick("running", Instant.now());
        String lastEventId;
        try (Connection executor = Servers.connection()) {
            // given: an end that is decided and not committed
            executor.setAutoCommit(false);
            try (EventReader events = open("", null)) {
                decide(executor, late);
                UUID later = end("succeeded");
                await().atMost(SOON).until(() -> events.executions().contains(later));
                lastEventId = events.lastEventId();

                // when
                executor.commit();

                // then
                await().atMost(SOON).until(() -> events.executions().equals(List.of(later, late)));
            }
        }
        // The client that was cut off before the commit gets it as well.
        try (EventReader events = open("", lastEventId)) {
            await().atMost(SOON).until(() -> events.executions().contains(late));
        }
    }

    @Test
    void tellsOnlyWhatTheFiltersLetPass() throws IOException {
        try (EventReader events = open("?status=failed&job_id=" + job, null)) {
            end("succeeded");
            UUID failed = end("failed");

            await().atMost(SOON).until(() -> !events.executions().isEmpty());

            assertThat(events.executions()).containsExactly(failed);
        }
    }

    @Test
    void keepsWorkspacesApart() throws IOException {
        try (EventReader charlies =
                        EventReader.open(Cast.token(new Cast().home().id(), "owner"), "", null);
                EventReader events = open("", null)) {
            UUID id = end("succeeded");

            await().atMost(SOON).until(() -> events.executions().contains(id));

            assertThat(charlies.executions()).isEmpty();
        }
    }

    @Test
    void endsWithItsToken() throws IOException {
        String token = Cast.token(cast.home().id(), "member");
        try (EventReader events = EventReader.open(token, "", null)) {
            await().atMost(SOON).until(() -> events.comments().size() >= 2);
            assertThat(events.hasEnded()).isFalse();

            write(
                    "DELETE FROM membership WHERE workspace_id = ? AND role = 'member'",
                    cast.home().id());

            await().atMost(SOON).until(events::hasEnded);
        }
    }

    @Test
    void hasABoundAndGivesPlacesBack() throws IOException {
        WorkspaceId home = new WorkspaceId(cast.home().id());
        EventReader first = open("", null);
        EventReader second = open("", null);
        assertThat(open("", null).status()).isEqualTo(429);

        first.close();
        second.close();

        await().atMost(SOON).until(() -> listeners.count(home) == 0);
        try (EventReader again = open("", null)) {
            assertThat(again.status()).isEqualTo(200);
        }
    }

    @Test
    void refusesInTheOneErrorShape() {
        String path = "/v1/executions/stream";
        cast.alice()
                .header("Last-Event-ID", "7")
                .get(path)
                .then()
                .statusCode(400)
                .body("error.details[0].field", equalTo("Last-Event-ID"));
        cast.alice()
                .queryParam("state", "x")
                .get(path)
                .then()
                .statusCode(400)
                .body("error.code", equalTo("validation_error"));
        cast.alice()
                .queryParam("status", "x")
                .get(path)
                .then()
                .statusCode(400)
                .body("error.code", equalTo("validation_error"));
        get(path).then().statusCode(401).body("error.code", equalTo("unauthorized"));
    }

    private EventReader open(String query, @Nullable String lastEventId) {
        return EventReader.open(cast.aliceToken(), query, lastEventId);
    }

    private UUID end(String status) {
        UUID id = past.tick("running", Instant.now());
        write(END, status, id);
        return id;
    }

    private static void decide(Connection executor, UUID id) throws SQLException {
        try (PreparedStatement report = executor.prepareStatement(END)) {
            report.setString(1, "succeeded");
            report.setObject(2, id);
            report.executeUpdate();
        }
    }
}
