package dev.belfry.api.ping;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.belfry.api.testing.AtOnce;
import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Pinged;
import dev.belfry.core.message.MonitorChanged;
import dev.belfry.core.message.Topics;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.ServersResource;
import dev.belfry.transport.kafka.KafkaSettings;
import dev.belfry.transport.kafka.TopicReader;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ping does, and that one that was answered is stored. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class PingIT {

    @TestHTTPResource("/")
    URI api;

    private final Cast cast = new Cast();

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "GET", "POST"})
    void bringsAMonitorUpByEachMethodAndRemembersTheSender(String method) {
        Pinged monitor = Pinged.hourly(cast);

        Response answer = given().header("User-Agent", "crond/1").request(method, "/v1/ping/" + monitor.token());

        answer.then().statusCode(200);
        if (!method.equals("HEAD")) {
            answer.then().body("", equalTo(Map.of("ok", true, "state", "up")));
        }
        monitor.pings()
                .then()
                .body("data", hasSize(1))
                .body("data[0].kind", equalTo("success"))
                .body("data[0].method", equalTo(method))
                .body("data[0].ip", equalTo("127.0.0.1"))
                .body("data[0].user_agent", equalTo("crond/1"))
                .body("data[0].body", nullValue())
                .body("data[0].exit_code", nullValue());
        Response read = monitor.read();
        read.then().body("state", equalTo("up")).body("ping_count", equalTo(1));
        Instant pinged = Instant.parse(read.path("last_ping_at"));
        assertThat(Instant.parse(read.path("next_expected_at"))).isEqualTo(pinged.plusSeconds(3_660));
        assertThat(pinged).isCloseTo(Instant.now(), within(30, ChronoUnit.SECONDS));
    }

    @Test
    void countsWhateverElseItsQuerySays() {
        Pinged monitor = Pinged.hourly(cast);

        monitor.ping("?m=all+fine&rid=a").then().statusCode(200);
        monitor.ping("/fail?create=1").then().statusCode(200);

        monitor.pings().then().body("data.kind", equalTo(List.of("fail", "success")));
    }

    @Test
    void aFailureBringsItDownAtOnceAndASuccessUpAgain() {
        // given
        Pinged monitor = Pinged.hourly(cast);
        monitor.ping("/success").then().body("state", equalTo("up"));

        // when
        monitor.ping("/3").then().statusCode(200).body("state", equalTo("down"));
        monitor.ping("/fail").then().body("state", equalTo("down"));
        monitor.ping("/start").then().body("state", equalTo("down"));
        monitor.ping("/log").then().body("state", equalTo("down"));
        monitor.ping("/0").then().body("state", equalTo("up"));

        // then
        assertThat(monitor.flips())
                .extracting(flip -> flip.get("from_state") + " " + flip.get("to_state") + " " + flip.get("reason") + " "
                        + flip.get("report_pending"))
                .containsExactly(
                        "pending up a ping came true",
                        "up down a run ended with exit code 3 true",
                        "down up a ping came true");
        monitor.pings()
                .then()
                .body("data.kind", equalTo(List.of("success", "log", "start", "fail", "fail", "success")))
                .body("data[4].exit_code", equalTo(3))
                .body("data[0].exit_code", equalTo(0));
    }

    @Test
    void aMonitorThatWasPausedWhileItWasDownIsReportedWhenItIsUpAgain() {
        Pinged monitor = Pinged.hourly(cast);
        monitor.ping("/fail").then().body("state", equalTo("down"));
        cast.alice().post("/v1/monitors/" + monitor.id() + "/pause");
        cast.alice().post("/v1/monitors/" + monitor.id() + "/resume");

        monitor.ping("").then().body("state", equalTo("up"));

        assertThat(monitor.flips())
                .extracting(
                        flip -> flip.get("from_state") + " " + flip.get("to_state") + " " + flip.get("report_pending"))
                .containsExactly("pending down true", "down paused false", "paused pending false", "pending up true");
    }

    @Test
    void tellsOfTheWayDownAndOfTheRecovery() {
        List<MonitorChanged> heard = new CopyOnWriteArrayList<>();
        KafkaSettings topic = new KafkaSettings(Servers.start().bootstrap(), Topics.MONITOR_CHANGED);
        try (var reader = new TopicReader<>(
                        topic,
                        "ping-it",
                        MonitorChanged.class,
                        batch -> batch.forEach(message -> heard.add(message.message())),
                        () -> true)
                .start()) {
            Pinged monitor = Pinged.hourly(cast);

            monitor.ping("");
            monitor.ping("/fail");
            monitor.ping("");

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(heard)
                            .filteredOn(news -> news.monitorId().equals(monitor.id()))
                            .extracting(MonitorChanged::toState)
                            .containsExactly("up", "down", "up"));
            assertThat(heard)
                    .filteredOn(news -> news.monitorId().equals(monitor.id()))
                    .extracting(MonitorChanged::flipId)
                    .containsExactlyElementsOf(monitor.flips().stream()
                            .map(flip -> (UUID) flip.get("id"))
                            .toList());
        }
    }

    @Test
    void aPausedMonitorTakesPingsAndStaysPaused() {
        Pinged monitor = Pinged.hourly(cast);
        cast.alice().post("/v1/monitors/" + monitor.id() + "/pause");

        monitor.ping("/fail")
                .then()
                .statusCode(200)
                .body("", equalTo(Map.of("ok", true, "state", "paused", "message", "Monitor is paused")));

        monitor.read().then().body("state", equalTo("paused")).body("last_ping_at", not(nullValue()));
        monitor.pings().then().body("data", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "application/x-www-form-urlencoded", "nonsense", ""})
    void keepsWhatAProgramPrintedWhateverTypeItMakesOfIt(String type) throws Exception {
        Pinged monitor = Pinged.hourly(cast);
        HttpRequest.Builder ping = HttpRequest.newBuilder(api.resolve("/v1/ping/" + monitor.token() + "/1"))
                .POST(HttpRequest.BodyPublishers.ofString("1 of 2 backups failed\n{"))
                .header("Accept", type.isEmpty() ? "text/html" : type);
        if (!type.isEmpty()) {
            ping.header("Content-Type", type);
        }

        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(ping.build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"ok\":true,\"state\":\"down\"}");
        monitor.pings()
                .then()
                .body("data[0].body", equalTo("1 of 2 backups failed\n{"))
                .body("data[0].body_truncated", equalTo(false));
    }

    @ParameterizedTest
    @ValueSource(ints = {10_241, 200_000, 3_000_000})
    void cutsWhatIsLongAndTakesThePing(int length) {
        Pinged monitor = Pinged.hourly(cast);

        given().contentType("text/plain")
                .body("x".repeat(length))
                .post("/v1/ping/" + monitor.token())
                .then()
                .statusCode(200);

        monitor.pings()
                .then()
                .body("data[0].body", equalTo("x".repeat(10_240)))
                .body("data[0].body_truncated", equalTo(true));
    }

    @Test
    void tellsHowLongEachRunTookAlsoWhereRunsOverlap() {
        Pinged monitor = Pinged.hourly(cast);
        for (String ping : List.of(
                "/start?rid=a",
                "/start?rid=b",
                "/log?rid=a",
                "/success?rid=a",
                "/3?rid=b",
                "/success?rid=b",
                "/start",
                "")) {
            monitor.ping(ping).then().statusCode(200);
        }
        write(
                "UPDATE monitor_ping SET received_at = timestamptz '2026-03-16 09:00Z' + number * number * interval '1 s'"
                        + " WHERE monitor_id = ?",
                monitor.id());

        monitor.pings()
                .then()
                .body("data.run_id", equalTo(Arrays.asList(null, null, "b", "b", "a", "a", "b", "a")))
                // An end behind another one belongs to no start.
                .body("data.duration_ms", equalTo(Arrays.asList(15_000, null, null, 21_000, 15_000, null, null, null)));
        cast.alice()
                .get("/v1/monitors/" + monitor.id() + "/pings?limit=1")
                .then()
                .body("data.duration_ms", equalTo(List.of(15_000)));
    }

    @Test
    void waitsForEachRunThatBeganAlsoWhenOneBeforeItHasEnded() {
        Pinged monitor = Pinged.hourly(cast);
        List<String> begins = Stream.of("/start?rid=a", "/start?rid=b", "/start?rid=c", "/start?rid=c")
                .map(ping -> {
                    monitor.ping(ping).then().statusCode(200);
                    return monitor.pings().<String>path("data[0].received_at");
                })
                .toList();

        assertThat(monitor.read().<String>path("started_at")).isEqualTo(begins.get(0));
        monitor.ping("/success?rid=b").then().statusCode(200);
        assertThat(monitor.read().<String>path("started_at")).isEqualTo(begins.get(0));
        monitor.ping("/success?rid=a").then().statusCode(200);
        assertThat(monitor.read().<String>path("started_at")).isEqualTo(begins.get(2));
        monitor.ping("/0?rid=c").then().statusCode(200);
        assertThat(monitor.read().<Object>path("started_at")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/256", "/succes", "/-1", "?rid=a%20b", "/start?rid=%00"})
    void whatMeansNothingIsRefusedAndNotTakenForAPing(String rest) {
        Pinged monitor = Pinged.hourly(cast);

        given().urlEncodingEnabled(false)
                .get("/v1/ping/" + monitor.token() + rest)
                .then()
                .statusCode(400)
                .body("error.code", equalTo("validation_error"));

        monitor.read().then().body("ping_count", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "mping_000000000000000000000000", "mbadge_000000000000000000000000", "%00", "mping_"})
    void anUnknownAddressLeadsNowhere(String token) {
        given().urlEncodingEnabled(false)
                .get("/v1/ping/" + token)
                .then()
                .statusCode(404)
                .body("error.code", equalTo("not_found"))
                .body("error.message", equalTo("there is no monitor at this address"));
        given().urlEncodingEnabled(false).head("/v1/ping/" + token).then().statusCode(404);
    }

    @Test
    void aBadgesTokenDoesNotPing() {
        Pinged monitor = Pinged.hourly(cast);
        String badge = monitor.read().path("badge_url");
        String token = badge.split("/")[5];

        given().get("/v1/ping/" + token).then().statusCode(404);
        given().get("/v1/badges/" + monitor.token() + "/status.svg").then().statusCode(404);
    }

    @Test
    void theLastHundredPingsAreKeptAndCounted() {
        Pinged monitor = Pinged.hourly(cast);

        AtOnce.times(
                10,
                turn -> IntStream.range(0, 25)
                        .mapToObj(i -> monitor.ping("/log").statusCode())
                        .toList());

        monitor.read().then().body("ping_count", equalTo(250));
        assertThat(rows("SELECT number FROM monitor_ping WHERE monitor_id = ? ORDER BY number", monitor.id()))
                .extracting(row -> row.get("number"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(151, 250).mapToObj(Long::valueOf).toList());
    }

    /** Many in one statement, each with an answer of its own. */
    @Test
    void pingsThatComeTogetherEachFindTheirMonitor() {
        List<Pinged> monitors =
                IntStream.range(0, 40).mapToObj(i -> Pinged.hourly(cast)).toList();

        List<String> states = AtOnce.times(
                200,
                turn -> monitors.get(turn % 40)
                        .ping(turn % 40 < 20 ? "/fail" : "/" + (turn % 5 == 0 ? "0" : "start"))
                        .path("state"));

        assertThat(IntStream.range(0, 200).filter(turn -> turn % 40 < 20).mapToObj(states::get))
                .containsOnly("down");
        assertThat(rows(
                        "SELECT count(*) AS n, sum(ping_count) AS pings FROM monitor WHERE workspace_id = ?",
                        cast.home().id()))
                .singleElement()
                .satisfies(row -> assertThat(row.get("pings").toString()).isEqualTo("200"));
        assertThat(monitors.subList(0, 20))
                .allSatisfy(monitor -> assertThat(monitor.flips()).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({"ping, a run reported that it failed", "person, somebody paused it"})
    void theLastThousandFlipsAreKeptAndThoseThatWaitToBeReported(String by, String reason) {
        Pinged monitor = Pinged.hourly(cast);
        write("""
                INSERT INTO monitor_flip
                SELECT overlay(execution_id_floor(now() - (2000 - n) * interval '1 s')::text
                               PLACING right(gen_random_uuid()::text, 22) FROM 15)::uuid,
                       workspace_id, id, 'up', 'down', 'x', now(), n = 1
                  FROM monitor, generate_series(1, 1200) AS n WHERE id = ?
                """, monitor.id());

        if (by.equals("ping")) {
            monitor.ping("/fail");
        } else {
            cast.alice().post("/v1/monitors/" + monitor.id() + "/pause");
        }

        assertThat(monitor.flips()).hasSize(1_002);
        assertThat(monitor.flips().get(0)).containsEntry("report_pending", true);
        assertThat(monitor.flips().get(1_001).get("reason")).isEqualTo(reason);
    }
}
