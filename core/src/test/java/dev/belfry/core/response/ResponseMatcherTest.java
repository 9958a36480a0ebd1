package dev.belfry.core.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.schedule.Violation;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseMatcherTest {

    static List<Arguments> broken() {
        return List.of(
                Arguments.of("source", rule("xml", null, null, "equals", "a")),
                Arguments.of("source", rule(null, null, null, "equals", "a")),
                Arguments.of("path", rule("json", null, null, "equals", "a")),
                Arguments.of("path", rule("json", "a.b", null, "equals", "a")),
                Arguments.of("path", rule("json", "$.a[?(@.b =~ /x/)]", null, "exists", null)),
                Arguments.of("path", rule("json", "$[0,0][0,0]", null, "exists", null)),
                Arguments.of("path", rule("json", "$..a..b", null, "exists", null)),
                Arguments.of("path", rule("body", "$.a", null, "equals", "a")),
                Arguments.of("name", rule("header", null, null, "equals", "a")),
                Arguments.of("name", rule("header", null, "no name", "equals", "a")),
                Arguments.of("name", rule("status", null, "x", "equals", 200)),
                Arguments.of("operator", rule("body", null, null, "exists", null)),
                Arguments.of("operator", rule("status", null, null, "matches", "2..")),
                Arguments.of("operator", rule("json", "$", null, null, "a")),
                Arguments.of("value", rule("json", "$", null, "exists", true)),
                Arguments.of("value", rule("json", "$", null, "gt", "1")),
                Arguments.of("value", rule("json", "$", null, "matches", 1)),
                Arguments.of("value", rule("json", "$", null, "in", List.of())),
                Arguments.of("value", rule("header", null, "x", "in", List.of(1))),
                Arguments.of("value", rule("body", null, null, "contains", null)),
                Arguments.of("value", rule("body", null, null, "contains", "x".repeat(1001))),
                Arguments.of("value", rule("status", null, null, "equals", "200")),
                Arguments.of("value", rule("status", null, null, "equals", 200.5)),
                Arguments.of("value", rule("status", null, null, "in", List.of(200, 999))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$",
                "$.a.b-c",
                "$['a b'][0]",
                "$[\"x\"].y",
                "$..id",
                "$..[0]",
                "$.items[*].id",
                "$.a[-1]",
                "$[1:]",
                "$[:2].*",
                "$.\u00fc"
            })
    void takesPathsOfNamesIndexesSlicesAndWildcards(String path) {
        assertThat(new ResponseMatcher("all", List.of(rule("json", path, null, "exists", null))).violations("m"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "$.",
                "$..",
                "$a",
                "$.a[",
                "$.a[]",
                "$[a]",
                "$[?(@.a)]",
                "$.length()",
                "$.a b",
                "$['a','b']",
                "$[0,1]"
            })
    void refusesEveryOtherPath(String path) {
        assertThat(new ResponseMatcher("all", List.of(rule("json", path, null, "exists", null))).violations("m"))
                .extracting(Violation::field)
                .containsExactly("m.rules[0].path");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void namesThePartThatIsWrong(String part, MatchRule rule) {
        assertThat(new ResponseMatcher("all", List.of(rule)).violations("m"))
                .extracting(Violation::field)
                .containsExactly("m.rules[0]." + part);
    }

    @Test
    void wantsAModeItKnowsAndAtLeastOneRule() {
        assertThat(new ResponseMatcher("some", List.of()).violations("m"))
                .extracting(Violation::field)
                .containsExactly("m.mode", "m.rules");
        assertThat(new ResponseMatcher(null, Collections.nCopies(21, rule("json", "$", null, "exists", null)))
                        .violations("m"))
                .extracting(Violation::field)
                .containsExactly("m.rules");
    }

    @Test
    void tellsWhichOperatorsFit() {
        assertThat(new ResponseMatcher(null, List.of(rule("body", null, null, "gt", 1))).violations("m"))
                .singleElement()
                .extracting(Violation::message)
                .isEqualTo("has to be one of equals, not_equals, contains, not_contains, matches");
    }

    private static MatchRule rule(
            @Nullable String source,
            @Nullable String path,
            @Nullable String name,
            @Nullable String operator,
            @Nullable Object value) {
        return new MatchRule(source, path, name, operator, value);
    }
}
