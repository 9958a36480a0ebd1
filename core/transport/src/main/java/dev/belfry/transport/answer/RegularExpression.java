package dev.belfry.transport.answer;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/** Regular expressions in RE2's syntax: no backreferences and no looking around, and no input that makes them hang. */
public final class RegularExpression {

    /** Steps per character; a repetition such as {@code .{500}} takes as many as it repeats. */
    static final int MAX_STEPS = 1000;

    private RegularExpression() {}

    /** Why an expression cannot be used, in words that follow its field's name, or nothing. */
    public static Optional<String> flaw(String expression) {
        try {
            return Pattern.compile(expression).programSize() <= MAX_STEPS
                    ? Optional.empty()
                    : Optional.of("is too large a regular expression; smaller repetitions make it smaller");
        } catch (PatternSyntaxException e) {
            return Optional.of("is no regular expression of RE2's syntax: " + e.getDescription());
        }
    }

    /**
     * Whether the expression finds something anywhere in the text.
     *
     * @throws IllegalArgumentException when the expression has a flaw
     */
    public static boolean finds(String expression, String text) {
        Optional<String> flaw = flaw(expression);
        if (flaw.isPresent()) {
            throw new IllegalArgumentException(flaw.get());
        }
        return Pattern.compile(expression).matcher(text).find();
    }
}
