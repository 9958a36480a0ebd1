package dev.belfry.transport.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belfry.core.message.ExecutionFinished;
import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.core.request.TargetRequest;
import dev.belfry.core.response.MatchRule;
import dev.belfry.core.response.ResponseMatcher;
import dev.belfry.core.retry.RetryPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireJsonTest {

    private static final UUID ID = UUID.fromString("018f0000-0000-7000-8000-000000000001");
    private static final ExecutionRequested REQUESTED =
            new ExecutionRequested(ID, ID, Instant.parse("2026-03-02T14:30:00.250Z"), "example.com");

    /** Pinned letter by letter: services of two releases read each other's messages. */
    @Test
    void writesMessagesAsTheyHaveAlwaysBeen() {
        assertThat(WireJson.write(REQUESTED)).isEqualTo("""
                        {"execution_id":"018f0000-0000-7000-8000-000000000001",\
                        "workspace_id":"018f0000-0000-7000-8000-000000000001",\
                        "due_at":"2026-03-02T14:30:00.250Z","host":"example.com"}""");
        assertThat(WireJson.write(
                        new ExecutionFinished(ID, ID, ID, "succeeded", Instant.parse("2026-03-02T14:30:00Z"), true)))
                .isEqualTo("""
                        {"execution_id":"018f0000-0000-7000-8000-000000000001",\
                        "workspace_id":"018f0000-0000-7000-8000-000000000001",\
                        "job_id":"018f0000-0000-7000-8000-000000000001",\
                        "status":"succeeded","finished_at":"2026-03-02T14:30:00Z",\
                        "report_pending":true}""");
    }

    @Test
    void readsWhatItWrote() {
        TargetRequest request = new TargetRequest(
                "https://example.com/",
                "POST",
                Map.of("X-Snake_Case", "\u00fc"),
                Map.of("camelCase", 1),
                30,
                List.of(200),
                5,
                new ResponseMatcher("any", List.of(new MatchRule("status", null, null, "in", List.of(200, 201)))),
                TargetRequest.FAIL);
        assertThat(WireJson.read(WireJson.write(REQUESTED), ExecutionRequested.class))
                .isEqualTo(REQUESTED);
        assertThat(WireJson.read(WireJson.write(request), TargetRequest.class)).isEqualTo(request);
        assertThat(WireJson.read(WireJson.write(RetryPolicy.DEFAULT), RetryPolicy.class))
                .isEqualTo(RetryPolicy.DEFAULT);
    }

    @Test
    void passesOverNamesItDoesNotKnow() {
        String newer = WireJson.write(REQUESTED).replace("{", "{\"added_later\":{\"a\":[1,2]},");
        assertThat(WireJson.read(newer, ExecutionRequested.class)).isEqualTo(REQUESTED);
    }

    @Test
    void readsInstantsWithAnOffset() {
        String json = WireJson.write(REQUESTED).replace("14:30:00.250Z", "09:30:00.25-05:00");
        assertThat(WireJson.read(json, ExecutionRequested.class)).isEqualTo(REQUESTED);
    }

    @Test
    void keepsNanosecondsOfAnInstant() {
        Instant exact = Instant.parse("2026-03-02T14:30:00.123456789Z");
        assertThat(WireJson.read(WireJson.write(exact), Instant.class)).isEqualTo(exact);
    }

    /** A body is sent as it was given: 0.1 stays 0.1, and 1.10 keeps its zero. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1",
                "1.10",
                "0.1000000000000000055511151231257827",
                "12345678901234567890.123456789",
                "9007199254740993",
                "123456789012345678901234567890",
                "0.0",
                "1E+400",
                "[1,1.0,\"1\",true,null,{\"b\":1,\"a\":2,\"camelCase\":3,\"snake_case\":4}]",
            })
    void keepsNumbersAndOrderOfAJsonBody(String body) {
        String request = "{\"url\":\"u\",\"method\":\"POST\",\"headers\":{},\"body\":" + body
                + ",\"timeout_seconds\":1,\"success_statuses\":[],\"follow_redirects\":0,\"response_matcher\":null,"
                + "\"missing_secret\":null}";
        assertThat(WireJson.write(WireJson.read(request, TargetRequest.class))).isEqualTo(request);
    }

    @Test
    void readsFractionsAsDecimals() {
        assertThat(WireJson.read("{\"a\":0.1}", Map.class)).isEqualTo(Map.of("a", new BigDecimal("0.1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "null",
                "[]",
                "1",
                "\"text\"",
                "{",
                "{}",
                "{\"execution_id\":1}",
                "@{\"due_at\":null}",
                "@{\"due_at\":\"\"}",
                "@{\"due_at\":\"tomorrow\"}",
                "@{\"due_at\":\"2026-02-30T00:00:00Z\"}",
                "@{\"due_at\":\"2026-03-02T14:30:00\"}",
                "@{\"due_at\":1e18}",
                "@{\"due_at\":99999999999999999999999999}",
                "@{\"due_at\":{}}",
                "@{\"execution_id\":\"018f0000\"}",
                "@{\"execution_id\":\"\"}",
                "@{\"execution_id\":null}",
                "@{\"workspace_id\":null}",
                "@{\"host\":null}",
                "@{\"host\":{}}",
                "@{\"host\":[]}",
                "@{\"host\":\"a\"} {}",
                "@{\"host\":\"a\"} x"
            })
    void refusesWhatIsNoMessage(String json) {
        // given: @ stands for a good message, in which one field becomes what follows
        String text = json.startsWith("@") ? changed(json.substring(2)) : json;

        // when, then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WireJson.read(text, ExecutionRequested.class))
                .withMessageStartingWith("not the JSON of a ExecutionRequested: ");
    }

    @Test
    void refusesAMessageThatLacksAField() {
        for (String field : List.of("execution_id", "workspace_id", "due_at", "host")) {
            String text = changed("\"" + field + "\":0}").replace(",\"" + field + "\":0}", "}");
            assertThatIllegalArgumentException()
                    .as(text)
                    .isThrownBy(() -> WireJson.read(text, ExecutionRequested.class))
                    .withMessageContaining(field);
        }
    }

    @Test
    void refusesBottomlessNesting() {
        assertThatIllegalArgumentException().isThrownBy(() -> WireJson.read("[".repeat(100_000), List.class));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WireJson.read("{\"host\":" + "[".repeat(100_000), ExecutionRequested.class));
    }

    @Test
    void saysWhatCannotBeWritten() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WireJson.write(new Object()))
                .withMessage("cannot be written as JSON: class java.lang.Object");
    }

    private static String changed(String rest) {
        String field = rest.substring(1, rest.indexOf('"', 1));
        String without = WireJson.write(REQUESTED).replaceFirst(",?\"" + field + "\":\"[^\"]*\"", "");
        return without.substring(0, without.length() - 1).replaceFirst("^\\{,", "{") + "," + rest;
    }
}
