package dev.belfry.core.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResponseJudgeTest {

    private static final ResponseJudge JUDGE =
            new ResponseJudge(regex -> Pattern.compile(regex).asPredicate());

    static List<Arguments> jsonRules() {
        return List.of(
                Arguments.of(true, "equals", "ok", List.of("ok")),
                Arguments.of(false, "equals", "ok", List.of("OK")),
                Arguments.of(true, "equals", 1, List.of(1.0)),
                Arguments.of(false, "equals", "1", List.of(1)),
                Arguments.of(true, "equals", Map.of("a", List.of(1)), List.of(Map.of("a", List.of(1.00)))),
                Arguments.of(true, "equals", null, Arrays.asList((Object) null)),
                Arguments.of(false, "equals", null, List.of()),
                Arguments.of(true, "equals", "ok", List.of("no", "ok")),
                Arguments.of(false, "not_equals", "ok", List.of("no", "ok")),
                Arguments.of(true, "not_equals", "ok", List.of()),
                Arguments.of(true, "contains", "b", List.of("abc")),
                Arguments.of(true, "contains", 2, List.of(List.of(1, 2))),
                Arguments.of(false, "contains", "2", List.of(12)),
                Arguments.of(true, "not_contains", "x", List.of("abc")),
                Arguments.of(true, "matches", "^a.c$", List.of("abc")),
                Arguments.of(true, "matches", "^4\\d$", List.of(42)),
                Arguments.of(false, "matches", ".*", List.of(List.of())),
                Arguments.of(true, "exists", null, Arrays.asList((Object) null)),
                Arguments.of(false, "exists", null, List.of()),
                Arguments.of(true, "not_exists", null, List.of()),
                Arguments.of(true, "gt", 1, List.of(1.5)),
                Arguments.of(false, "gt", 1, List.of(1)),
                Arguments.of(true, "gte", 1, List.of("1.0")),
                Arguments.of(true, "lt", 2, List.of(1)),
                Arguments.of(false, "lte", 2, List.of("many")),
                Arguments.of(true, "in", List.of("a", 1), List.of(1)),
                Arguments.of(false, "in", List.of("a", 1), List.of("b")));
    }

    @ParameterizedTest
    @MethodSource("jsonRules")
    void comparesWhatAPathSelects(
            boolean holds, String operator, @Nullable Object value, List<@Nullable Object> found) {
        ResponseMatcher matcher = matcher("all", new MatchRule("json", "$.x", null, operator, value));

        assertThat(matcher.violations("m")).isEmpty();
        assertThat(JUDGE.mismatch(matcher, answer(200, "", false, json(found))).isEmpty())
                .isEqualTo(holds);
    }

    @Test
    void looksAtHeadersStatusAndBody() {
        MatchRule header = new MatchRule("header", null, "X-Result", "equals", "done");
        MatchRule status = new MatchRule("status", null, null, "in", List.of(200, 201));
        MatchRule body = new MatchRule("body", null, null, "not_contains", "ERROR");

        assertThat(JUDGE.mismatch(matcher("all", header, status, body), answer(201, "fine", false, json(List.of()))))
                .isEmpty();
        assertThat(JUDGE.mismatch(matcher("all", header, status, body), answer(202, "ERROR", false, json(List.of()))))
                .contains("response_matcher.rules[1] does not hold: status in [200, 201], and so do 1 more");
    }

    @Test
    void quotesARuleShortlyAndWithoutNul() {
        MatchRule rule = new MatchRule("body", null, null, "contains", "a\0" + "b".repeat(500));

        assertThat(JUDGE.mismatch(matcher("all", rule), answer(200, "", false, json(List.of()))))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("contains a\uFFFDbbb")
                        .endsWith("b...")
                        .hasSizeLessThan(200));
    }

    @Test
    void oneRuleIsEnoughWhereAnyIs() {
        MatchRule wrong = new MatchRule("status", null, null, "equals", 404);
        MatchRule right = new MatchRule("body", null, null, "equals", "fine");

        assertThat(JUDGE.mismatch(matcher("any", wrong, right), answer(200, "fine", false, json(List.of()))))
                .isEmpty();
        assertThat(JUDGE.mismatch(matcher("any", wrong), answer(200, "fine", false, json(List.of()))))
                .isPresent();
    }

    @Test
    void whatCannotBeReadFulfilsNothingNotEvenANegation() {
        MatchRule absent = new MatchRule("json", "$.error", null, "not_exists", null);

        Optional<String> mismatch =
                JUDGE.mismatch(matcher("all", absent), answer(200, "{", true, unreadable("the answer is too long")));

        assertThat(mismatch).contains("response_matcher.rules[0] cannot be judged: the answer is too long");
    }

    @Test
    void readsAnExpressionOnceForAllValues() {
        AtomicInteger read = new AtomicInteger();
        ResponseJudge judge = new ResponseJudge(regex -> {
            read.incrementAndGet();
            return Pattern.compile(regex).asPredicate();
        });
        MatchRule rule = new MatchRule("json", "$[*]", null, "matches", "^c$");

        assertThat(judge.mismatch(matcher("all", rule), answer(200, "", false, json(List.of("a", "b", "c")))))
                .isEmpty();
        assertThat(read).hasValue(1);
    }

    @Test
    void comparesNoMoreValuesThanItSays() {
        List<Object> most = Collections.nCopies(ResponseJudge.MAX_VALUES, 1);
        List<Object> tooMany = Collections.nCopies(ResponseJudge.MAX_VALUES + 1, 1);
        MatchRule equals = new MatchRule("json", "$[*]", null, "equals", 1);
        MatchRule exists = new MatchRule("json", "$[*]", null, "exists", null);

        assertThat(JUDGE.mismatch(matcher("all", equals), answer(200, "", false, json(most))))
                .isEmpty();
        assertThat(JUDGE.mismatch(matcher("all", exists), answer(200, "", false, json(tooMany))))
                .isEmpty();
        assertThat(JUDGE.mismatch(matcher("all", equals), answer(200, "", false, json(tooMany))))
                .contains("response_matcher.rules[0] cannot be judged: its path selects more than 10000 values");
    }

    @Test
    void saysWhenOnlyTheBeginningWasJudged() {
        MatchRule rule = new MatchRule("body", null, null, "contains", "end");

        assertThat(JUDGE.mismatch(matcher("all", rule), answer(200, "beginning", true, json(List.of()))))
                .hasValueSatisfying(text -> assertThat(text).contains("beginning of the answer"));
    }

    private static ResponseMatcher matcher(String mode, MatchRule... rules) {
        return new ResponseMatcher(mode, List.of(rules));
    }

    private static ReceivedResponse answer(int status, String body, boolean isCut, JsonBody json) {
        return new ReceivedResponse(status, Map.of("x-result", "done"), body, isCut, json);
    }

    private static JsonBody json(List<@Nullable Object> found) {
        return new JsonBody() {
            @Override
            public @Nullable Object value() {
                return null;
            }

            @Override
            public List<@Nullable Object> select(String path) {
                return found;
            }
        };
    }

    private static JsonBody unreadable(String why) {
        return new JsonBody() {
            @Override
            public Object value() throws UnreadableJsonException {
                throw new UnreadableJsonException(why, true);
            }

            @Override
            public List<@Nullable Object> select(String path) throws UnreadableJsonException {
                throw new UnreadableJsonException(why, true);
            }
        };
    }
}
