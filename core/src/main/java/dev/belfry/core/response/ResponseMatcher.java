package dev.belfry.core.response;

import dev.belfry.core.schedule.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer has to fulfil to count as a success, its status being one of the success statuses already.
 *
 * @param mode {@code all} (also when null) or {@code any}
 * @param rules from 1 to {@link #MAX_RULES}
 */
public record ResponseMatcher(
        @Nullable String mode, @Nullable List<MatchRule> rules) {

    public static final int MAX_RULES = 20;

    /** Whether one rule that holds is enough. */
    boolean isAny() {
        return "any".equals(mode);
    }

    /**
     * Everything wrong with the matcher but the syntax of its paths and regular expressions, which core cannot read.
     *
     * @param field the matcher's own name, such as {@code request.response_matcher}
     */
    public List<Violation> violations(String field) {
        List<Violation> violations = new ArrayList<>();
        if (mode != null && !mode.equals("all") && !mode.equals("any")) {
            violations.add(new Violation(field + ".mode", "unknown_value", "has to be all or any", mode));
        }
        if (rules == null || rules.isEmpty() || rules.size() > MAX_RULES) {
            violations.add(new Violation(field + ".rules", "range", "has to hold 1 to " + MAX_RULES + " rules", null));
            return violations;
        }
        for (int i = 0; i < rules.size(); i++) {
            MatchRule rule = rules.get(i);
            String named = field + ".rules[" + i + "]";
            if (rule == null) {
                violations.add(new Violation(named, "required", "has to be a rule, not null", null));
            } else {
                violations.addAll(new MatchRuleCheck(named, rule).violations());
            }
        }
        return violations;
    }
}
