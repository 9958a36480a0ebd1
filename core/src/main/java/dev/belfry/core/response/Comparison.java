package dev.belfry.core.response;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Compares a value of an answer with a rule's. */
final class Comparison {

    private final Function<String, Predicate<String>> expressions;

    /**
     * Comparisons with a regular expression engine.
     *
     * @param expressions reads an expression; what it gives tells whether that finds something in a text
     */
    Comparison(Function<String, Predicate<String>> expressions) {
        this.expressions = expressions;
    }

    /** Whether the values fulfil the operator, as {@link MatchOperator} tells it. */
    boolean holds(MatchOperator operator, List<@Nullable Object> actual, @Nullable Object expected) {
        return switch (operator) {
            case EXISTS -> !actual.isEmpty();
            case NOT_EXISTS -> actual.isEmpty();
            case NOT_EQUALS -> !holds(MatchOperator.EQUALS, actual, expected);
            case NOT_CONTAINS -> !holds(MatchOperator.CONTAINS, actual, expected);
            case MATCHES -> matches(actual, expressions.apply(String.valueOf(expected)));
            default -> actual.stream().anyMatch(value -> fulfils(operator, value, expected));
        };
    }

    private boolean fulfils(MatchOperator operator, @Nullable Object actual, @Nullable Object expected) {
        return switch (operator) {
            case EQUALS -> same(actual, expected);
            case CONTAINS -> contains(actual, expected);
            case IN -> expected instanceof List<?> list && list.stream().anyMatch(element -> same(actual, element));
            case GT -> compared(actual, expected).filter(order -> order > 0).isPresent();
            case GTE -> compared(actual, expected).filter(order -> order >= 0).isPresent();
            case LT -> compared(actual, expected).filter(order -> order < 0).isPresent();
            case LTE -> compared(actual, expected).filter(order -> order <= 0).isPresent();
            case EXISTS, NOT_EXISTS, NOT_EQUALS, NOT_CONTAINS, MATCHES ->
                throw new IllegalArgumentException(operator + " is no question about one value");
        };
    }

    private static boolean matches(List<@Nullable Object> actual, Predicate<String> finds) {
        return actual.stream().anyMatch(value -> value != null && isScalar(value) && finds.test(String.valueOf(value)));
    }

    private static boolean contains(@Nullable Object actual, @Nullable Object expected) {
        if (actual instanceof List<?> list) {
            return list.stream().anyMatch(element -> same(element, expected));
        }
        return actual instanceof String text && expected instanceof String part && text.contains(part);
    }

    private static boolean same(@Nullable Object actual, @Nullable Object expected) {
        if (actual instanceof Number && expected instanceof Number) {
            return compared(actual, expected).filter(order -> order == 0).isPresent();
        }
        if (actual instanceof List<?> left && expected instanceof List<?> right) {
            boolean same = left.size() == right.size();
            for (int i = 0; same && i < left.size(); i++) {
                same = same(left.get(i), right.get(i));
            }
            return same;
        }
        if (actual instanceof Map<?, ?> left && expected instanceof Map<?, ?> right) {
            return left.keySet().equals(right.keySet())
                    && left.keySet().stream().allMatch(key -> same(left.get(key), right.get(key)));
        }
        return Objects.equals(actual, expected);
    }

    private static Optional<Integer> compared(@Nullable Object actual, @Nullable Object expected) {
        return number(actual).flatMap(left -> number(expected).map(left::compareTo));
    }

    private static Optional<BigDecimal> number(@Nullable Object value) {
        try {
            return value instanceof Number || value instanceof String
                    ? Optional.of(new BigDecimal(value.toString().strip()))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isScalar(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }
}
