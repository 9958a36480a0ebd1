package dev.belfry.transport.answer;

import dev.belfry.core.response.MatchRule;
import dev.belfry.core.response.ResponseMatcher;
import dev.belfry.core.schedule.Violation;
import java.util.ArrayList;
import java.util.List;

/** Whether a matcher can be stored. */
public final class MatcherCheck {

    private MatcherCheck() {}

    /**
     * Everything wrong with a matcher that {@link ResponseMatcher#violations} finds sound: its paths and its regular
     * expressions.
     *
     * @param field the matcher's own name, such as {@code request.response_matcher}
     */
    public static List<Violation> syntax(String field, ResponseMatcher matcher) {
        List<Violation> violations = new ArrayList<>();
        List<MatchRule> rules = matcher.rules() == null ? List.of() : matcher.rules();
        for (int i = 0; i < rules.size(); i++) {
            MatchRule rule = rules.get(i);
            String named = field + ".rules[" + i + "].";
            if (rule.path() != null) {
                AnswerJson.flaw(rule.path())
                        .ifPresent(flaw -> violations.add(new Violation(named + "path", "syntax", flaw, rule.path())));
            }
            if ("matches".equals(rule.operator()) && rule.value() instanceof String expression) {
                RegularExpression.flaw(expression)
                        .ifPresent(flaw -> violations.add(new Violation(named + "value", "syntax", flaw, expression)));
            }
        }
        return violations;
    }
}
