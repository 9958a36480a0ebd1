package dev.belfry.api.problem;

import org.jspecify.annotations.Nullable;

/**
 * One broken rule.
 *
 * @param field the field as on the wire, {@code request.timeout_seconds}, shortened; empty for the document as a whole
 * @param rule the rule's name, for programs
 * @param message what is allowed, for people
 * @param value what was sent, shortened; null when nothing was sent or when it may be a secret
 */
public record Detail(
        String field, String rule, String message, @Nullable Object value) {

    private static final int SHOWN = 200;

    public Detail {
        // A client chooses the name of a field that does not exist, and its length.
        field = shortened(writable(field));
        message = writable(message);
        value = value == null || value instanceof Number || value instanceof Boolean
                ? value
                : shortened(writable(value.toString()));
    }

    private static String shortened(String text) {
        if (text.codePointCount(0, text.length()) <= SHOWN) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "...";
    }

    /** Half of a surrogate pair cannot be written as UTF-8, and the answer must be writable whatever was sent. */
    private static String writable(String text) {
        StringBuilder writable = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> Character.getType(point) == Character.SURROGATE ? '\uFFFD' : point)
                .forEach(writable::appendCodePoint);
        return writable.toString();
    }
}
