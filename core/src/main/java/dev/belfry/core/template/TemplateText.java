package dev.belfry.core.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A text taken apart at its double braces. Spaces inside the braces mean nothing; there is no way to escape a brace. */
public final class TemplateText {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final int MAX_QUOTE = 60;

    /** A piece of the text; joined as written, all of them are the text again. */
    private sealed interface Piece {
        String written();
    }

    private record Plain(String written) implements Piece {}

    private record Expression(String written, String name) implements Piece {}

    private record Unclosed(String written, int position) implements Piece {}

    private final List<Piece> pieces;

    private TemplateText(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /** Takes any text apart, flawed or not. */
    public static TemplateText of(String text) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
            pieces.add(new Plain(text.substring(at, open)));
            int close = text.indexOf(CLOSE, open + OPEN.length());
            if (close < 0) {
                pieces.add(new Unclosed(text.substring(open), open + 1));
                return new TemplateText(pieces);
            }
            at = close + CLOSE.length();
            String name = text.substring(open + OPEN.length(), close).strip();
            pieces.add(new Expression(text.substring(open, at), name));
        }
        pieces.add(new Plain(text.substring(at)));
        return new TemplateText(pieces);
    }

    /** Whether the text asks for anything to be put in. */
    public boolean hasExpressions() {
        return pieces.size() > 1;
    }

    /** What stands between the braces, in the order of the text. */
    public List<String> expressions() {
        return pieces.stream()
                .filter(Expression.class::isInstance)
                .map(piece -> ((Expression) piece).name())
                .toList();
    }

    /** The expression, when the whole text is that one and nothing else. */
    public Optional<String> soleExpression() {
        List<Piece> written =
                pieces.stream().filter(piece -> !piece.written().isEmpty()).toList();
        return written.size() == 1 && written.get(0) instanceof Expression sole
                ? Optional.of(sole.name())
                : Optional.empty();
    }

    /**
     * What is wrong with the text, in words that follow its name ("request.url ..."), or nothing.
     *
     * @param known whether an expression means something
     * @param allowed names, for people, what may stand between braces
     */
    public Optional<String> flaw(Predicate<String> known, String allowed) {
        for (Piece piece : pieces) {
            if (piece instanceof Unclosed unclosed) {
                return Optional.of("has '{{' without '}}' at position " + unclosed.position());
            }
            if (piece instanceof Expression expression && !known.test(expression.name())) {
                return Optional.of("holds " + quoted(expression.written()) + "; known are " + allowed);
            }
        }
        return Optional.empty();
    }

    /** The text with values put in. An expression without a value stays as it is written. */
    public String render(Function<String, Optional<String>> value) {
        return pieces.stream()
                .map(piece -> piece instanceof Expression expression
                        ? value.apply(expression.name()).orElse(expression.written())
                        : piece.written())
                .collect(Collectors.joining());
    }

    private static String quoted(String written) {
        return written.length() <= MAX_QUOTE ? written : written.substring(0, MAX_QUOTE) + "...";
    }
}
