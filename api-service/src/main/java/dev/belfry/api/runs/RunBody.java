package dev.belfry.api.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.label.LabelService;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /**
     * One or several tags, without blanks around them; blank ones are skipped quietly.
     *
     * @throws Problem unprocessable at the first that a run could not hold
     */
    Optional<List<String>> tags(String name) {
        return field(name).map(node -> {
            Set<String> tags = new LinkedHashSet<>();
            if (node.isArray()) {
                node.forEach(tag -> addTag(name, tag, tags));
            } else {
                addTag(name, node, tags);
            }
            return List.copyOf(tags);
        });
    }

    private void addTag(String name, JsonNode tag, Set<String> tags) {
        if (!tag.isTextual()) {
            throw refused(name, "string", "has to be a text or a list of texts", tag);
        }
        String text = tag.textValue().strip();
        if (text.length() > MAX_TAG) {
            throw refused(name, "size", "a tag has 1 to " + MAX_TAG + " characters", tag);
        }
        if (text.contains(",")) {
            throw refused(name, "characters", "a tag holds no comma, or no filter could name it", tag);
        }
        if (!text.isEmpty()) {
            tags.add(text);
        }
        if (tags.size() > LabelService.MAX_TAGS) {
            throw new Problem(
                    ProblemCode.UNPROCESSABLE, "a run has " + LabelService.MAX_TAGS + " tags at most", List.of());
        }
    }

    Problem refused(String name, String rule, String message, @Nullable JsonNode sent) {
        Object shown = sent == null || !sent.isValueNode() ? null : sent.asText();
        return Problem.invalid(new Detail(path + name, rule, message, shown));
    }
}
