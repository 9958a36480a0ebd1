package dev.belfry.core.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides whether an answer fulfils a matcher. */
public final class ResponseJudge {

    /** How many values one rule compares. A path may select each of a body's thousands of values more than once. */
    static final int MAX_VALUES = 10_000;

    private final Comparison comparison;

    /**
     * A judge with a regular expression engine, which has to be safe against any expression and any text.
     *
     * @param expressions reads an expression, once for each rule; what it gives tells whether that finds something in a
     *     text. Throws IllegalArgumentException when it is none
     */
    public ResponseJudge(Function<String, Predicate<String>> expressions) {
        this.comparison = new Comparison(expressions);
    }

    /** Why the answer does not fulfil the matcher, quoting nothing of the answer; nothing when it does. */
    public Optional<String> mismatch(ResponseMatcher matcher, ReceivedResponse response) {
        List<MatchRule> rules = matcher.rules() == null ? List.of() : matcher.rules();
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Optional<String> why = broken(rules.get(i), response);
            if (why.isEmpty() && matcher.isAny()) {
                return Optional.empty();
            }
            if (why.isPresent()) {
                broken.add("response_matcher.rules[" + i + "] " + why.get());
            }
        }
        if (broken.isEmpty()) {
            return Optional.empty();
        }
        String others = broken.size() == 1 ? "" : ", and so do " + (broken.size() - 1) + " more";
        return Optional.of(broken.get(0) + others);
    }

    private Optional<String> broken(MatchRule rule, ReceivedResponse response) {
        Optional<MatchSource> source = MatchSource.of(rule.source());
        Optional<MatchOperator> operator = MatchOperator.of(rule.operator());
        if (source.isEmpty() || operator.isEmpty()) {
            return Optional.of("cannot be judged: it is no rule");
        }
        try {
            List<@Nullable Object> actual = values(source.get(), rule, response);
            if (actual.size() > MAX_VALUES && !operator.get().needsNoValue()) {
                return Optional.of("cannot be judged: its path selects more than " + MAX_VALUES + " values");
            }
            if (comparison.holds(operator.get(), actual, rule.value())) {
                return Optional.empty();
            }
        } catch (UnreadableJsonException e) {
            return Optional.of("cannot be judged: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return Optional.of("cannot be judged: its regular expression cannot be read");
        }
        boolean judgedInPart = source.get() == MatchSource.BODY && response.isCut();
        return Optional.of("does not hold: " + rule.describe()
                + (judgedInPart ? " (judged by the beginning of the answer: the rest was not kept)" : ""));
    }

    private static List<@Nullable Object> values(MatchSource source, MatchRule rule, ReceivedResponse response)
            throws UnreadableJsonException {
        return switch (source) {
            case JSON -> response.json().select(String.valueOf(rule.path()));
            case HEADER -> {
                String value =
                        response.headers().get(String.valueOf(rule.name()).toLowerCase(Locale.ROOT));
                yield value == null ? List.of() : List.of(value);
            }
            case BODY -> List.of(response.body());
            case STATUS -> List.of(response.status());
        };
    }
}
