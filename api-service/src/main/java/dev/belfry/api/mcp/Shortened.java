package dev.belfry.api.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belfry.api.mcp.tool.CutText;
import java.util.Set;

/**
 * An answer of a size that a model can take: long texts are cut, and what may be any JSON gives way to a text when it is
 * large. Each says so, and REST has all of it.
 */
record Shortened(JsonNode tree) {

    private static final int MAX_TEXT = 4_000;
    private static final int MAX_ANSWER = 64 * 1024;

    /** Fields of no type, which people and endpoints fill as they like. */
    private static final Set<String> ANYTHING =
            Set.of("body", "final_output", "response_output_template", "payload", "output", "metadata");

    static Shortened of(JsonNode answer) {
        return new Shortened(shortened(answer));
    }

    boolean isTooLarge() {
        return tree.toString().length() > MAX_ANSWER;
    }

    private static JsonNode shortened(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode shorter = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> shorter.set(field.getKey(), field(field.getKey(), field.getValue())));
            return shorter;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode shorter = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> shorter.add(shortened(element)));
            return shorter;
        }
        return node.isTextual() ? TextNode.valueOf(CutText.cut(node.textValue(), MAX_TEXT)) : node;
    }

    private static JsonNode field(String name, JsonNode value) {
        if (ANYTHING.contains(name) && value.isContainerNode()) {
            String text = value.toString();
            return text.length() > MAX_TEXT ? TextNode.valueOf(CutText.cut(text, MAX_TEXT)) : value;
        }
        return shortened(value);
    }
}
