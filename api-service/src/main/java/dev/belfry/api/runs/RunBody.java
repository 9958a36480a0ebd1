package dev.belfry.api.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads fields of a body as the client sends them; null is absent. */
final class RunBody {

    private static final int MAX_TAG = 128;

    private final ObjectNode body;
    private final String path;

    RunBody(ObjectNode body, String path) {
        this.body = body;
        this.path = path;
    }

    Optional<JsonNode> field(String name) {
        return Optional.ofNullable(body.get(name)).filter(node -> !node.isNull());
    }

    Optional<String> text(String name) {
        return field(name).map(node -> {
            if (!node.isTextual()) {
                throw refused(name, "string", "has to be a text", node);
            }
            return node.textValue();
        });
    }

    /** A text, or a number that is meant as one. */
    Optional<String> textOrNumber(String name) {
        return field(name).map(node -> {
            if (!node.isTextual() && !node.isNumber()) {
                throw refused(name, "string", "has to be a text or a number", node);
            }
            return node.asText();
        });
    }

    Optional<ObjectNode> object(String name) {
        return field(name).map(node -> {
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw refused(name, "object", "has to be an object", null);
        });
    }

    Optional<Boolean> flag(String name) {
        return field(name).map(node -> {
            if (!node.isBoolean()) {
                throw refused(name, "boolean", "has to be true or false", node);
            }
            return node.booleanValue();
        });
    }

    /** One or several tags; blank ones are skipped quietly. */
    Optional<List<String>> tags(String name) {
        return field(name).map(node -> {
            List<String> tags = new ArrayList<>();
            if (node.isArray()) {
                node.forEach(tag -> addTag(name, tag, tags));
            } else {
                addTag(name, node, tags);
            }
            return tags;
        });
    }

    private void addTag(String name, JsonNode tag, List<String> tags) {
        if (!tag.isTextual()) {
            throw refused(name, "string", "has to be a text or a list of texts", tag);
        }
        String text = tag.textValue();
        if (text.length() > MAX_TAG) {
            throw refused(name, "size", "a tag has 1 to " + MAX_TAG + " characters", tag);
        }
        if (text.contains(",")) {
            throw refused(name, "characters", "a tag holds no comma, or no filter could name it", tag);
        }
        if (!text.isBlank() && !tags.contains(text)) {
            tags.add(text);
        }
    }

    Problem refused(String name, String rule, String message, @Nullable JsonNode sent) {
        Object shown = sent == null || !sent.isValueNode() ? null : sent.asText();
        return Problem.invalid(new Detail(path + name, rule, message, shown));
    }
}
