package dev.belfry.api.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import dev.belfry.api.testing.Cast;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(ServersResource.class)
class RuleIT {

    private static final String WORKSPACE = "/v1/notification-rules";

    private final Cast cast = new Cast();

    @Test
    void aRuleKeepsItsOptions() {
        String options = ", \"after_failures\": 3, \"remind_hours\": 4, \"min_interval_minutes\": 30,"
                + " \"quiet_hours\": {\"from\": \"22:00\", \"to\": \"07:00\", \"timezone\": \"Europe/Berlin\"}";

        String id = post(ofJob(), rule("on_failure", options))
                .statusCode(201)
                .body("after_failures", equalTo(3))
                .body("remind_hours", equalTo(4))
                .body("min_interval_minutes", equalTo(30))
                .body("quiet_hours.timezone", equalTo("Europe/Berlin"))
                .body("late_seconds", nullValue())
                .extract()
                .path("id");

        cast.alice().get(WORKSPACE + "/" + id).then().statusCode(200).body("quiet_hours.from", equalTo("22:00"));
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        String quiet = ", \"quiet_hours\": {\"from\": \"22:00\", \"to\": \"07:00\"}";
        String id = create(ofJob(), rule("on_failure", ", \"after_failures\": 3, \"remind_hours\": 4" + quiet));
        String other = read(rule("on_failure", ""), "channel_id");

        patch(id, "{\"after_failures\": null, \"remind_hours\": 5, \"quiet_hours\": {\"to\": \"08:00\"}}")
                .statusCode(200)
                .body("after_failures", nullValue())
                .body("remind_hours", equalTo(5))
                .body("quiet_hours.from", equalTo("22:00"))
                .body("quiet_hours.to", equalTo("08:00"));
        patch(id, "{\"channel_id\": \"" + other + "\", \"quiet_hours\": null}").statusCode(200);

        String stored = cast.alice()
                .get(WORKSPACE + "/" + id)
                .then()
                .body("remind_hours", equalTo(5))
                .body("channel_id", equalTo(other))
                .body("quiet_hours", nullValue())
                .body("event", equalTo("on_failure"))
                .extract()
                .asString();
        assertThat(patch(id, stored).statusCode(200).extract().asString()).isEqualTo(stored);
    }

    @Test
    void aPatchMayMakeNoRuleOutOfARuleThatAnotherOneIs() {
        String first = rule("on_failure", "");
        String target = ofJob();
        create(target, first);
        String second = create(target, rule("on_failure", ""));

        patch(second, "{\"channel_id\": \"" + read(first, "channel_id") + "\"}")
                .statusCode(409)
                .body("error.message", containsString("there is such a rule already"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"event\": \"on_success\"}|event",
                "{\"event\": null}|event",
                "{\"after_failures\": 0}|after_failures",
                "{\"after_failures\": \"3\"}|after_failures",
                "{\"late_seconds\": 5}|late_seconds",
                "{\"tag\": \"a\"}|tag",
                "{\"quiet_hours\": {\"from\": \"22:00\"}}|quiet_hours.to",
                "{\"channel_id\": \"01a202d1-0ddc-701f-a93f-33a828a79163\"}|channel_id",
                "{\"colour\": \"red\"}|colour",
            })
    void aPatchThatMakesNoSenseIsRefusedAndChangesNothing(String patch, String field) {
        String id = create(ofJob(), rule("on_failure", ", \"after_failures\": 3"));

        patch(id, patch).statusCode(400).body("error.details.field", contains(field));

        cast.alice().get(WORKSPACE + "/" + id).then().body("after_failures", equalTo(3));
    }

    @Test
    void nobodyChangesTheRulesOfOthers() {
        String id = create(ofJob(), rule("on_failure", ""));

        cast.charlie()
                .contentType("application/json")
                .body("{}")
                .patch(WORKSPACE + "/" + id)
                .then()
                .statusCode(404);
        cast.bob()
                .contentType("application/json")
                .body("{}")
                .patch(WORKSPACE + "/" + id)
                .then()
                .statusCode(403);
    }

    @Test
    void lateIsAMinuteUnlessTheRuleSaysOtherwise() {
        post(ofJob(), rule("on_late", "")).statusCode(201).body("late_seconds", equalTo(60));
    }

    @Test
    void rulesHangOnMonitorsAndOnTheWorkspaceAsWell() {
        UUID monitor = monitor();
        String ofMonitor = post("/v1/monitors/" + monitor + "/notification-rules", rule("on_down", ""))
                .statusCode(201)
                .body("monitor_id", equalTo(monitor.toString()))
                .body("job_id", nullValue())
                .extract()
                .path("id");
        String ofTag = post(WORKSPACE, rule("on_failure", ", \"tag\": \"billing\""))
                .statusCode(201)
                .body("tag", equalTo("billing"))
                .body("monitor_id", nullValue())
                .extract()
                .path("id");

        cast.alice()
                .get("/v1/monitors/" + monitor + "/notification-rules")
                .then()
                .body("data.id", contains(ofMonitor));
        cast.alice().get(WORKSPACE).then().body("data.id", hasItems(ofMonitor, ofTag));
        cast.alice().delete(WORKSPACE + "/" + ofTag).then().statusCode(204);
        cast.alice().get(WORKSPACE + "/" + ofTag).then().statusCode(404);
    }

    @Test
    void theSameRuleOfTheWorkspaceIsMadeOnceForEachTag() {
        String rule = rule("on_failure", "");
        String tagged = rule.replace("}", ", \"tag\": \"a\"}");

        post(WORKSPACE, rule).statusCode(201);
        post(WORKSPACE, rule).statusCode(409);
        post(WORKSPACE, tagged).statusCode(201);
        post(WORKSPACE, tagged).statusCode(409);
    }

    @Test
    void aRuleOfAMonitorThatIsNotThereIsNotFound() {
        post("/v1/monitors/" + UUID.randomUUID() + "/notification-rules", rule("on_down", ""))
                .statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "job|on_down||event",
                "monitor|on_failure||event",
                "job|on_failure|, \"tag\": \"a\"|tag",
                "workspace|on_down|, \"tag\": \"a\"|tag",
                "workspace|on_failure|, \"tag\": \" \"|tag",
                "job|on_success|, \"after_failures\": 2|after_failures",
                "job|on_failure|, \"after_failures\": 0|after_failures",
                "job|on_failure|, \"after_failures\": 101|after_failures",
                "job|on_failure|, \"after_failures\": \"3\"|after_failures",
                "job|on_completion|, \"remind_hours\": 2|remind_hours",
                "job|on_failure|, \"remind_hours\": 721|remind_hours",
                "job|on_failure|, \"min_interval_minutes\": 0|min_interval_minutes",
                "job|on_failure|, \"late_seconds\": 5|late_seconds",
                "job|on_late|, \"late_seconds\": 86401|late_seconds",
                "job|on_failure|, \"quiet_hours\": {\"from\": \"22:00\"}|quiet_hours.to",
                "job|on_failure|, \"quiet_hours\": {\"from\": \"24:00\", \"to\": \"07:00\"}|quiet_hours.from",
                "job|on_failure|, \"quiet_hours\": {\"from\": \"07:00\", \"to\": \"07:00\"}|quiet_hours.to",
                "job|on_failure|, \"quiet_hours\": {\"from\": \"1:00\", \"to\": \"07:00\"}|quiet_hours.from",
                "job|on_failure|, \"quiet_hours\": {\"from\": \"01:00\", \"to\": \"07:00\", \"timezone\": \"X\"}|quiet_hours.timezone",
                "job|on_whim||event",
            })
    void whatMeansNothingIsRefused(String target, String event, String options, String field) {
        String path = switch (target) {
            case "job" -> ofJob();
            case "monitor" -> "/v1/monitors/" + monitor() + "/notification-rules";
            default -> WORKSPACE;
        };

        post(path, rule(event, options == null ? "" : options))
                .statusCode(400)
                .body("error.details.field", contains(field));
    }

    private ValidatableResponse post(String path, String rule) {
        return cast.alice(rule).post(path).then();
    }

    private ValidatableResponse patch(String id, String patch) {
        return cast.alice(patch).patch(WORKSPACE + "/" + id).then();
    }

    private String create(String path, String rule) {
        return post(path, rule).statusCode(201).extract().path("id");
    }

    private static String read(String document, String field) {
        return JsonPath.from(document).getString(field);
    }

    private String ofJob() {
        return "/v1/jobs/" + cast.job("one_time", "{}") + "/notification-rules";
    }

    private UUID monitor() {
        return UUID.fromString(cast.alice("{\"name\": \"m\", \"expected_interval_sec\": 60}")
                .post("/v1/monitors")
                .path("id"));
    }

    private String rule(String event, String options) {
        String channel = cast.alice(
                        "{\"name\": \"c\", \"type\": \"webhook\", \"config\": {\"url\": \"https://x.example/\"}}")
                .post("/v1/notification-channels")
                .path("id");
        return "{\"channel_id\": \"" + channel + "\", \"event\": \"" + event + "\"" + options + "}";
    }
}
