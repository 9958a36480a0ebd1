package dev.belfry.transport.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.belfry.core.response.MatchRule;
import dev.belfry.core.response.ResponseMatcher;
import dev.belfry.core.schedule.Violation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegularExpressionTest {

    private static final String LONG = "a".repeat(64 * 1024 - 1) + "!";

    @Test
    void findsAnywhereInTheText() {
        assertThat(RegularExpression.of("b+").test("abbc")).isTrue();
        assertThat(RegularExpression.of("^b").test("abbc")).isFalse();
        assertThat(RegularExpression.of("(?i)OK$").test("all ok")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "(.*a){12}$", "(a*)*b"})
    void whatMakesOthersHangIsAnsweredSoon(String expression) {
        assertTimeout(
                Duration.ofSeconds(10),
                () -> assertThat(RegularExpression.of(expression).test(LONG)).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "a{2,1}", "(?=a)", "(a)\\1", "((a{100}){100}){100}", "(a{0,900}b{0,900})c"})
    void refusesWhatItCannotReadOrWhatCostsTooMuch(String expression) {
        assertThat(RegularExpression.flaw(expression)).isPresent();
        assertThatIllegalArgumentException().isThrownBy(() -> RegularExpression.of(expression));
    }

    @Test
    void namesTheRuleThatIsBroken() {
        ResponseMatcher matcher = new ResponseMatcher(
                "all",
                List.of(
                        new MatchRule("body", null, null, "matches", "a+"),
                        new MatchRule("body", null, null, "matches", "("),
                        new MatchRule("json", "$.a..", null, "exists", null)));

        assertThat(MatcherCheck.syntax("m", matcher))
                .extracting(Violation::field)
                .containsExactly("m.rules[1].value", "m.rules[2].path");
    }
}
