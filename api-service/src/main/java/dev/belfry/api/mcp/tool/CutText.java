package dev.belfry.api.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** Texts that are too long for a model, and how one is known again: sent back, it would overwrite the whole one. */
public final class CutText {

    private static final String MARK = "… (shortened by %d characters; REST answers all)";
    private static final Pattern CUT =
            Pattern.compile(".*… \\(shortened by [0-9]+ characters; REST answers all\\)", Pattern.DOTALL);

    private CutText() {}

    /** The text, or as much of its beginning as is allowed, and how much is missing. */
    public static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        // Never between the halves of a surrogate pair.
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + MARK.formatted(text.length() - end);
    }

    /** Whether a text, or one anywhere within, was cut. */
    static boolean isIn(JsonNode sent) {
        if (sent.isTextual()) {
            return CUT.matcher(sent.textValue()).matches();
        }
        for (JsonNode part : sent) {
            if (isIn(part)) {
                return true;
            }
        }
        return false;
    }
}
