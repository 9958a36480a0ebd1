package dev.belfry.core.response;

import dev.belfry.core.schedule.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with one rule. */
final class MatchRuleCheck {

    private static final int MAX_TEXT = 1000;
    private static final int MAX_LIST = 100;
    /**
     * Names, indexes, slices and wildcards. What is left out of JSONPath (filters, unions, functions) could select a value
     * many times over, or run an expression of an engine that backtracks.
     */
    private static final Pattern PATH = Pattern.compile(
            "\\$(?:\\.\\.?(?:[^\\s.\\[\\](){}'\",:?*$@]++|\\*)"
                    + "|(?:\\.\\.)?\\[(?:\\*|-?\\d{1,9}|-?\\d{1,9}:(?:-?\\d{1,9})?|:-?\\d{1,9}|'[^'\\\\]++'|\"[^\"\\\\]++\")])*+");

    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");

    private final String field;
    private final MatchRule rule;
    private final List<Violation> violations = new ArrayList<>();

    MatchRuleCheck(String field, MatchRule rule) {
        this.field = field;
        this.rule = rule;
    }

    List<Violation> violations() {
        Optional<MatchSource> source = MatchSource.of(rule.source());
        if (source.isEmpty()) {
            add("source", rule.source(), "has to be one of json, header, body, status");
            return violations;
        }
        checkPath(source.get());
        checkName(source.get());
        Optional<MatchOperator> operator = MatchOperator.of(rule.operator()).filter(known -> known.fits(source.get()));
        if (operator.isEmpty()) {
            add("operator", rule.operator(), "has to be one of " + MatchOperator.namesFor(source.get()));
        } else {
            valueFlaw(source.get(), operator.get()).ifPresent(flaw -> add("value", rule.value(), flaw));
        }
        return violations;
    }

    private void checkPath(MatchSource source) {
        if (source != MatchSource.JSON && rule.path() != null) {
            add("path", rule.path(), "is for the source json only");
        } else if (source == MatchSource.JSON) {
            String path = rule.path() == null ? "" : rule.path();
            if (path.length() > MAX_TEXT || !PATH.matcher(path).matches()) {
                add(
                        "path",
                        rule.path(),
                        "has to be a JSONPath of $, .name, ['name'], [index], [from:to], * and one .., without filters,"
                                + " unions and functions, of " + MAX_TEXT + " characters at most");
            } else if (path.indexOf("..") != path.lastIndexOf("..")) {
                add("path", rule.path(), "may hold .. once");
            }
        }
    }

    private void checkName(MatchSource source) {
        if (source != MatchSource.HEADER && rule.name() != null) {
            add("name", rule.name(), "is for the source header only");
        } else if (source == MatchSource.HEADER
                && (rule.name() == null || !HEADER_NAME.matcher(rule.name()).matches())) {
            add("name", rule.name(), "has to be the name of a header");
        }
    }

    private Optional<String> valueFlaw(MatchSource source, MatchOperator operator) {
        Object value = rule.value();
        if (operator.needsNoValue()) {
            return flawUnless(value == null, "must not be there: " + operator.wireName() + " compares with nothing");
        }
        if (operator.comparesNumbers()) {
            return flawUnless(value instanceof Number, "has to be a number");
        }
        if (operator == MatchOperator.MATCHES) {
            return flawUnless(isText(value), "has to be a regular expression of " + MAX_TEXT + " characters at most");
        }
        if (operator == MatchOperator.IN) {
            boolean list = value instanceof List<?> values
                    && !values.isEmpty()
                    && values.size() <= MAX_LIST
                    && values.stream().allMatch(element -> fits(source, element));
            return flawUnless(list, "has to be a list of 1 to " + MAX_LIST + ", each " + wanted(source));
        }
        return flawUnless(fits(source, value), "has to be " + wanted(source));
    }

    private static boolean fits(MatchSource source, @Nullable Object value) {
        return switch (source) {
            case JSON -> !(value instanceof String) || isText(value);
            case HEADER, BODY -> isText(value);
            case STATUS -> value instanceof Number number && isStatus(new BigDecimal(number.toString()));
        };
    }

    private static String wanted(MatchSource source) {
        return switch (source) {
            case JSON -> "a JSON value, texts of " + MAX_TEXT + " characters at most";
            case HEADER, BODY -> "a text of " + MAX_TEXT + " characters at most";
            case STATUS -> "a status from 100 to 599";
        };
    }

    private static boolean isText(@Nullable Object value) {
        return value instanceof String text && text.length() <= MAX_TEXT;
    }

    private static boolean isStatus(BigDecimal number) {
        return number.compareTo(BigDecimal.valueOf(100)) >= 0
                && number.compareTo(BigDecimal.valueOf(599)) <= 0
                && number.remainder(BigDecimal.ONE).signum() == 0;
    }

    private static Optional<String> flawUnless(boolean sound, String flaw) {
        return sound ? Optional.empty() : Optional.of(flaw);
    }

    private void add(String part, @Nullable Object value, String message) {
        Object shown = value instanceof String || value instanceof Number ? value : null;
        violations.add(new Violation(field + "." + part, shown == null ? "required" : "unknown_value", message, shown));
    }
}
