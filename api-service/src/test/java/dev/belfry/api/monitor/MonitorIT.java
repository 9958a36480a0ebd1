package dev.belfry.api.monitor;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.belfry.api.address.AddressService;
import dev.belfry.api.address.NewAddress;
import dev.belfry.api.address.Purpose;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.testing.Cast;
import dev.belfry.core.monitor.MonitorState;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be done to monitors. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class MonitorIT {

    @Inject
    MonitorRepository monitors;

    @Inject
    AddressService addresses;

    private final Cast cast = new Cast();

    @Test
    void aNewMonitorWaitsForItsFirstPing() {
        Response made = create("{\"name\": \"nightly\", \"expected_interval_sec\": 3600, \"grace_seconds\": 120}");

        made.then()
                .statusCode(201)
                .body("state", equalTo("pending"))
                .body("last_ping_at", nullValue())
                .body("schedule", nullValue())
                .body("ping_count", equalTo(0));
        String token = made.path("ping_token");
        assertThat(token).startsWith("mping_");
        assertThat(made.<String>path("ping_url")).isEqualTo("http://127.0.0.1:8080/v1/ping/" + token);
        assertThat(Duration.between(instant(made, "created_at"), instant(made, "next_expected_at")))
                .isEqualTo(Duration.ofSeconds(3_720));
        cast.alice().get("/v1/monitors/" + id(made)).then().statusCode(200).body("", equalTo(made.path("")));
    }

    @Test
    void aCronScheduleIsReadInItsZone() {
        Response made = create(
                "{\"name\": \"n\", \"schedule\": {\"cron\": \"30 9 * * 1-5\", \"timezone\": \"America/New_York\"}}");

        made.then().statusCode(201).body("grace_seconds", equalTo(60)).body("expected_interval_sec", nullValue());
        assertThat(instant(made, "next_expected_at").atZone(ZoneId.of("America/New_York")))
                .satisfies(at -> assertThat(at.toLocalTime()).hasToString("09:31"));
        create("{\"name\": \"n\", \"schedule\": {\"cron\": \"@daily\"}}")
                .then()
                .statusCode(201)
                .body("schedule.timezone", equalTo("UTC"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name': 'n'}                                                             | expected_interval_sec",
                "{'expected_interval_sec': 60}                                             | name",
                "{'name': ' ', 'expected_interval_sec': 60}                                | name",
                "{'name': 'n', 'expected_interval_sec': 29}                                | expected_interval_sec",
                "{'name': 'n', 'expected_interval_sec': 31536001}                          | expected_interval_sec",
                "{'name': 'n', 'expected_interval_sec': '60'}                              | expected_interval_sec",
                "{'name': 'n', 'expected_interval_sec': 60, 'schedule': {'cron': '@daily'}} | expected_interval_sec",
                "{'name': 'n', 'expected_interval_sec': 60, 'grace_seconds': 0}            | grace_seconds",
                "{'name': 'n', 'expected_interval_sec': 60, 'grace_seconds': 86401}        | grace_seconds",
                "{'name': 'n', 'expected_interval_sec': 60, 'max_run_seconds': 604801}     | max_run_seconds",
                "{'name': 'n', 'expected_interval_sec': 60, 'interval': 5}                 | interval",
                "{'name': 'n', 'schedule': {}}                                             | schedule.cron",
                "{'name': 'n', 'schedule': {'cron': '61 * * * *'}}                         | schedule.cron",
                "{'name': 'n', 'schedule': {'cron': '@daily', 'timezone': 'Mars/North'}}   | schedule.timezone"
            })
    void aDocumentThatMakesNoSenseIsRefusedByField(String document, String field) {
        create(document.replace('\'', '"'))
                .then()
                .statusCode(400)
                .body("error.code", equalTo("validation_error"))
                .body("error.details.field", hasItem(field));
    }

    @Test
    void whatWasReadCanBeSentBack() {
        Response made = create("{\"name\": \"n\", \"schedule\": {\"cron\": \"@daily\"}}");

        Response same = cast.alice(made.asString()).patch("/v1/monitors/" + id(made));

        same.then().statusCode(200);
        assertThat(same.<Map<String, Object>>path(""))
                .usingRecursiveComparison()
                .ignoringFields("updated_at")
                .isEqualTo(made.<Map<String, Object>>path(""));
    }

    @Test
    void anotherScheduleBeginsANewWaitAndAnotherGraceDoesNot() {
        // given
        Response made = create("{\"name\": \"n\", \"expected_interval_sec\": 3600}");
        Instant deadline = instant(made, "next_expected_at");

        // when, then
        Response grace = patch(made, "{\"grace_seconds\": 600}");
        assertThat(instant(grace, "next_expected_at")).isEqualTo(deadline.plusSeconds(540));

        Response interval = patch(made, "{\"expected_interval_sec\": 60, \"grace_seconds\": null}");
        assertThat(instant(interval, "next_expected_at"))
                .isEqualTo(instant(interval, "updated_at").plusSeconds(120));

        patch(made, "{\"schedule\": {\"cron\": \"0 0 1 1 *\"}}")
                .then()
                .body("expected_interval_sec", nullValue())
                .body("schedule.cron", equalTo("0 0 1 1 *"))
                .body("next_expected_at", containsString("-01-01T00:01:00.000Z"));
        patch(made, "{\"schedule\": {\"timezone\": \"Asia/Tokyo\"}}")
                .then()
                .body("schedule.cron", equalTo("0 0 1 1 *"))
                .body("next_expected_at", containsString("-12-31T15:01:00.000Z"));
        patch(made, "{\"expected_interval_sec\": 30}").then().body("schedule", nullValue());
        patch(made, "{\"expected_interval_sec\": null}").then().statusCode(400);
    }

    @Test
    void pauseAndResumeAreFlipsAndResumeWaitsAnew() {
        Response made = create("{\"name\": \"n\", \"expected_interval_sec\": 3600}");

        act(made, "pause")
                .then()
                .statusCode(200)
                .body("state", equalTo("paused"))
                .body("next_expected_at", nullValue());
        act(made, "pause").then().statusCode(200);
        Response resumed = act(made, "resume");
        act(made, "resume").then().statusCode(200).body("updated_at", equalTo(resumed.path("updated_at")));

        resumed.then().statusCode(200).body("state", equalTo("pending"));
        assertThat(instant(resumed, "next_expected_at"))
                .isEqualTo(instant(resumed, "updated_at").plusSeconds(3_660));
        cast.alice()
                .get("/v1/monitors/" + id(made) + "/flips")
                .then()
                .body("data.from_state", equalTo(List.of("paused", "pending")))
                .body("data.to_state", equalTo(List.of("pending", "paused")))
                .body("data.reason", equalTo(List.of("somebody resumed it", "somebody paused it")));
    }

    @Test
    void aDeletedMonitorIsGoneWithItsAddresses() {
        Response made = create("{\"name\": \"n\", \"expected_interval_sec\": 3600}");
        given().get("/v1/ping/" + made.path("ping_token")).then().statusCode(200);

        cast.alice().delete("/v1/monitors/" + id(made)).then().statusCode(204);

        cast.alice().delete("/v1/monitors/" + id(made)).then().statusCode(404);
        cast.alice().get("/v1/monitors/" + id(made)).then().statusCode(404);
        cast.alice().get("/v1/monitors/" + id(made) + "/pings").then().statusCode(404);
        given().get("/v1/ping/" + made.path("ping_token")).then().statusCode(404);
    }

    @Test
    void listsInPages() {
        List<String> made = IntStream.range(0, 5)
                .mapToObj(i -> id(create("{\"name\": \"m" + i + "\", \"expected_interval_sec\": 60}")))
                .toList();

        Response first = cast.alice().get("/v1/monitors?limit=3");
        Response second = cast.alice().get("/v1/monitors?limit=3&cursor=" + first.path("next_cursor"));

        first.then().body("data.id", equalTo(List.of(made.get(4), made.get(3), made.get(2))));
        second.then()
                .body("data.id", equalTo(List.of(made.get(1), made.get(0))))
                .body("next_cursor", nullValue());
        cast.alice().get("/v1/monitors?cursor=x").then().statusCode(400);
    }

    @Test
    void aNewTokenMakesTheOldOneVoidAtOnce() {
        Response made = create("{\"name\": \"n\", \"expected_interval_sec\": 3600}");
        String old = made.path("ping_token");
        given().get("/v1/ping/" + old).then().statusCode(200);

        Response rotated = act(made, "rotate-ping-token");

        rotated.then().statusCode(200).body("badge_url", equalTo(made.path("badge_url")));
        given().get("/v1/ping/" + old).then().statusCode(404);
        given().get("/v1/ping/" + rotated.path("ping_token")).then().statusCode(200);
        cast.alice()
                .get("/v1/monitors/" + id(made))
                .then()
                .body("ping_token", equalTo(rotated.path("ping_token")))
                .body("ping_count", equalTo(2));
    }

    @Test
    void aWorkspaceHasNoMoreMonitorsThanItMayHave() {
        WorkspaceId home = new WorkspaceId(cast.home().id());
        NewAddress ping = addresses.create(Purpose.PING);
        NewAddress badge = addresses.create(Purpose.BADGE);
        create("{\"name\": \"n\", \"expected_interval_sec\": 3600}").then().statusCode(201);
        Monitor second = new Monitor(
                UUID.randomUUID(),
                home.value(),
                new Monitor.Definition("n", 60, null, null, 60, null),
                MonitorState.PENDING,
                new Monitor.Progress(Instant.EPOCH, null, null, Instant.EPOCH, 0),
                Instant.EPOCH,
                Instant.EPOCH);

        assertThat(insert(home, second, List.of(ping, badge), 1)).isFalse();
        assertThat(insert(home, second, List.of(ping, badge), 2)).isTrue();
    }

    private boolean insert(WorkspaceId workspace, Monitor monitor, List<NewAddress> all, int most) {
        return monitors.insert(workspace, monitor, all, most).await().indefinitely();
    }

    @Test
    void readersSeeAndChangeNothing() {
        Response made = create("{\"name\": \"n\", \"expected_interval_sec\": 3600}");

        cast.bob().get("/v1/monitors").then().statusCode(200).body("data", hasSize(1));
        cast.bob().post("/v1/monitors/" + id(made) + "/pause").then().statusCode(403);
        cast.charlie().get("/v1/monitors/" + id(made)).then().statusCode(404);
        cast.charlie().get("/v1/monitors/" + id(made) + "/flips").then().statusCode(404);
    }

    private Response create(String document) {
        return cast.alice(document).post("/v1/monitors");
    }

    private Response patch(Response monitor, String document) {
        return cast.alice(document).patch("/v1/monitors/" + id(monitor));
    }

    private Response act(Response monitor, String action) {
        return cast.alice().post("/v1/monitors/" + id(monitor) + "/" + action);
    }

    private static String id(Response monitor) {
        return monitor.path("id");
    }

    private static Instant instant(Response monitor, String field) {
        return Instant.parse(monitor.path(field));
    }
}
