package dev.belfry.core.response;

import org.jspecify.annotations.Nullable;

/**
 * One rule about an answer, as stated and stored; {@link ResponseMatcher#violations} says whether it is one.
 *
 * @param source a wire name of {@link MatchSource}
 * @param path what a rule about JSON looks at: a JSONPath that begins with {@code $}; otherwise null
 * @param name which header a rule about headers looks at, in any case; otherwise null
 * @param operator a wire name of {@link MatchOperator}
 * @param value what is compared with: JSON as maps, lists, texts, numbers and truth values; nothing is the JSON null
 */
public record MatchRule(
        @Nullable String source,
        @Nullable String path,
        @Nullable String name,
        @Nullable String operator,
        @Nullable Object value) {

    private static final int MAX_QUOTE = 100;

    /** The rule in one line, for people and for a column that holds every character but NUL. */
    String describe() {
        String where = path != null ? " " + path : name != null ? " " + name : "";
        String text = value == null ? "" : " " + value;
        String shown = text.length() <= MAX_QUOTE ? text : text.substring(0, MAX_QUOTE) + "...";
        return (source + where + " " + operator + shown).replace('\0', '\uFFFD');
    }
}
