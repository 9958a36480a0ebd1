package dev.belfry.notifier.channel;

import java.util.function.IntFunction;

/** Makes texts fit the limits of services. What is cut ends with an ellipsis, and never within a character. */
public final class Fitted {

    private static final String ELLIPSIS = "\u2026";
    private static final String MARKDOWN = "\\*_~`|[]()<>#";

    private Fitted() {}

    /** A text of at most so many characters, counted as Java and JSON do (UTF-16). */
    public static String text(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max - ELLIPSIS.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + ELLIPSIS;
    }

    /** A text whose markup is escaped and that has at most so many characters afterwards. */
    public static String escaped(String text, int max) {
        return fitted(text, max, Fitted::escape);
    }

    /** The same for Markdown, of which nothing takes effect. */
    public static String plainInMarkdown(String text, int max) {
        return fitted(text, max, point -> (MARKDOWN.indexOf(point) < 0 ? "" : "\\") + Character.toString(point));
    }

    private static String fitted(String text, int max, IntFunction<String> escape) {
        StringBuilder fitted = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            String piece = escape.apply(point);
            int needed = piece.length() + (i < text.length() ? ELLIPSIS.length() : 0);
            if (fitted.length() + needed > max) {
                return fitted.append(ELLIPSIS).toString();
            }
            fitted.append(piece);
        }
        return fitted.toString();
    }

    /** A text in one line. */
    public static String line(String text, int max) {
        return text(text.replaceAll("\\s+", " ").strip(), max);
    }

    private static String escape(int point) {
        return switch (point) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> Character.toString(point);
        };
    }
}
