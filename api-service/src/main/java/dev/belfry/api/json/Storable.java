package dev.belfry.api.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.core.template.Place;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL's jsonb and text cannot hold, or would blow up: NUL characters, halves of surrogate pairs, and
 * numbers that are short to send and long to store ({@code 1e99999}).
 */
final class Storable {

    /** About the range of a double, which is what other JSON programs understand. */
    private static final int MAX_EXPONENT = 308;

    /** Numbers are stored written out: all of them together may not outgrow the largest body. */
    private static final long MAX_DIGITS = JsonBodyReader.MAX_BYTES;

    private final Violations violations;
    private long digits;

    private Storable(Violations violations) {
        this.violations = violations;
    }

    static void check(JsonNode tree, Violations violations) {
        Storable check = new Storable(violations);
        check.node(Place.of(""), tree);
        if (check.digits > MAX_DIGITS) {
            violations.add("", "number", "the numbers are too long when written out", null);
        }
    }

    private void node(Place place, JsonNode node) {
        if (node.isTextual()) {
            text(place, node.textValue());
        } else if (node.isNumber()) {
            number(place, node.decimalValue());
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                node(place.element(i), node.get(i));
            }
        } else {
            node.properties().forEach(entry -> {
                Place inner = place.field(entry.getKey());
                text(inner, entry.getKey());
                node(inner, entry.getValue());
            });
        }
    }

    private void text(Place place, String text) {
        if (text.indexOf('\0') >= 0) {
            refuse(place, "characters", "must not hold the character U+0000", null);
        }
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            refuse(place, "characters", "holds half of a surrogate pair", null);
        }
    }

    private void number(Place place, BigDecimal number) {
        long exponent = (long) number.precision() - number.scale();
        if (Math.abs(exponent) > MAX_EXPONENT) {
            refuse(place, "number", "has to be between 1e-308 and 1e308 in size", number.toString());
        } else {
            digits += number.precision() + Math.abs((long) number.scale());
        }
    }

    private void refuse(Place place, String rule, String message, @Nullable Object value) {
        violations.add(violations.isFull() ? "" : place.toString(), rule, message, value);
    }
}
