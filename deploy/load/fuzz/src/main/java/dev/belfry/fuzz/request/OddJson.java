package dev.belfry.fuzz.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Values of every type that no field expects, and values at the ends of what numbers can be. */
final class OddJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private static final List<JsonNode> NUMBERS = List.of(
            number("0"),
            number("-0.0"),
            number("-1"),
            number("1.0"),
            number("1e0"),
            number("0.1"),
            number("2147483647"),
            number("2147483648"),
            number("-2147483649"),
            number("9007199254740993"),
            number("9223372036854775808"),
            number("-9223372036854775809"),
            number("99999999999999999999"),
            number("1e308"),
            number("1e309"),
            number("1e-400"),
            number("-1e2147483000"),
            number("1." + "1".repeat(300)),
            NODES.numberNode(BigInteger.TEN.pow(399)),
            NODES.numberNode(BigInteger.TEN.pow(1_000)));

    private final Chance chance;

    OddJson(Chance chance) {
        this.chance = chance;
    }

    /** Anything, for a field of this name. */
    JsonNode value(String name) {
        return switch (chance.below(8)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(chance.oneIn(2));
            case 2 -> chance.pick(NUMBERS);
            case 3 -> array();
            case 4 -> object();
            default -> NODES.textNode(text(name));
        };
    }

    /** A text that fits the name of its field, more or less. */
    String text(String name) {
        if (name.contains("url")) {
            return chance.pick(OddText.URLS);
        }
        if (name.endsWith("_at") || name.equals("from") || name.equals("to")) {
            return chance.pick(OddText.MOMENTS);
        }
        return switch (name) {
            case "cron" -> chance.pick(OddText.CRONS);
            case "timezone" -> chance.pick(OddText.ZONES);
            default -> chance.pick(OddText.TEXTS);
        };
    }

    JsonNode number() {
        return chance.pick(NUMBERS);
    }

    private ArrayNode array() {
        ArrayNode array = NODES.arrayNode();
        int size = chance.pick(0, 1, 2, 101, 2_000);
        for (int i = 0; i < size; i++) {
            array.add(chance.oneIn(2) ? number() : NODES.textNode("a"));
        }
        return array;
    }

    private ObjectNode object() {
        ObjectNode object = NODES.objectNode();
        ObjectNode inner = object;
        int depth = chance.pick(0, 1, 50, 98, 101, 300);
        for (int i = 0; i < depth; i++) {
            inner = inner.putObject("a");
        }
        inner.put(chance.pick(OddText.TEXTS), "x");
        return object;
    }

    private static JsonNode number(String text) {
        return NODES.numberNode(new BigDecimal(text));
    }
}
