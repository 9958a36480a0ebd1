package dev.belfry.api.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.api.problem.Detail;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What PostgreSQL's jsonb and text cannot hold, or would blow up: NUL characters, halves of surrogate pairs, and
 * numbers that are short to send and long to store ({@code 1e99999}).
 */
final class Storable {

    /** About the range of a double, which is what other JSON programs understand. */
    private static final int MAX_EXPONENT = 308;

    /** Numbers are stored written out: all of them together may not outgrow the largest body. */
    private static final long MAX_DIGITS = JsonBodyReader.MAX_BYTES;

    private final List<Detail> violations = new ArrayList<>();
    private long digits;

    private Storable() {}

    static List<Detail> violations(JsonNode tree) {
        Storable check = new Storable();
        check.node("", tree);
        if (check.digits > MAX_DIGITS) {
            check.violations.add(new Detail("", "number", "the numbers are too long when written out", null));
        }
        return check.violations;
    }

    private void node(String path, JsonNode node) {
        if (node.isTextual()) {
            text(path, node.textValue());
        } else if (node.isNumber()) {
            number(path, node.decimalValue());
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                node(path + "[" + i + "]", node.get(i));
            }
        } else {
            node.properties().forEach(entry -> {
                String inner = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
                text(inner, entry.getKey());
                node(inner, entry.getValue());
            });
        }
    }

    private void text(String path, String text) {
        if (text.indexOf('\0') >= 0) {
            violations.add(new Detail(path, "characters", "must not hold the character U+0000", null));
        }
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            violations.add(new Detail(path, "characters", "holds half of a surrogate pair", null));
        }
    }

    private void number(String path, BigDecimal number) {
        long exponent = (long) number.precision() - number.scale();
        if (Math.abs(exponent) > MAX_EXPONENT) {
            violations.add(new Detail(path, "number", "has to be between 1e-308 and 1e308 in size", number.toString()));
        } else {
            digits += number.precision() + Math.abs((long) number.scale());
        }
    }
}
