package dev.belfry.transport.answer;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.function.Predicate;

/** Regular expressions in RE2's syntax: no backreferences and no looking around, and no input that makes them hang. */
public final class RegularExpression {

    /** Steps per character; a repetition such as {@code .{500}} takes as many as it repeats. */
    static final int MAX_STEPS = 1000;

    private RegularExpression() {}

    /** Why an expression cannot be used, in words that follow its field's name, or nothing. */
    public static Optional<String> flaw(String expression) {
        try {
            return flaw(Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            return Optional.of("is no regular expression of RE2's syntax: " + e.getDescription());
        }
    }

    /**
     * Tells of texts whether the expression finds something anywhere in them. To read an expression costs more than most
     * texts do: it is read once.
     *
     * @throws IllegalArgumentException when the expression has a flaw
     */
    public static Predicate<String> of(String expression) {
        Pattern pattern = read(expression);
        return text -> pattern.matcher(text).find();
    }

    private static Pattern read(String expression) {
        try {
            Pattern pattern = Pattern.compile(expression);
            flaw(pattern).ifPresent(flaw -> {
                throw new IllegalArgumentException(flaw);
            });
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("is no regular expression of RE2's syntax", e);
        }
    }

    private static Optional<String> flaw(Pattern pattern) {
        return pattern.programSize() <= MAX_STEPS
                ? Optional.empty()
                : Optional.of("is too large a regular expression; smaller repetitions make it smaller");
    }
}
