package dev.belfry.core.response;

import dev.belfry.core.schedule.Violation;
import dev.belfry.core.template.Place;
import dev.belfry.core.template.RequestVariables;
import dev.belfry.core.template.TemplateText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is made of an answer: JSON whose texts, at any depth, are templates over the answer.
 *
 * <p>A text that is one expression and nothing else becomes what the expression stands for, in its JSON type; in a longer
 * text its value is put in as text. What the answer does not hold is the empty text.
 */
public final class OutputTemplate {

    /** What is put in for expressions may have so many characters in all. */
    public static final int MAX_LENGTH = 64 * 1024;

    private static final int MAX_VIOLATIONS = 100;
    private static final String ALLOWED = "{{response.status}}, {{response.body}}, {{response.headers.<name>}},"
            + " {{response.json}} with .name and [index] behind it, " + RequestVariables.ALLOWED;

    private final Object template;
    private final Function<Object, String> toJson;

    /**
     * A template.
     *
     * @param template JSON as maps, lists, texts, numbers and truth values; keys are no templates
     * @param toJson writes lists and maps that stand inside a text
     */
    public OutputTemplate(Object template, Function<Object, String> toJson) {
        this.template = template;
        this.toJson = toJson;
    }

    /**
     * Everything wrong with a template.
     *
     * @param field its own name, such as {@code response_output_template}
     */
    public static List<Violation> violations(String field, @Nullable Object template) {
        List<Violation> violations = new ArrayList<>();
        if (template instanceof Map<?, ?>) {
            collect(Place.of(field), template, violations);
        } else {
            violations.add(new Violation(field, "unknown_value", "has to be a JSON object", null));
        }
        return violations;
    }

    /**
     * The template filled in. The answer's JSON is read only when an expression asks for it; one that is no JSON holds
     * nothing.
     *
     * @throws UnreadableJsonException when an expression asks for JSON that is more than is kept or read
     * @throws OutputTooLongException when more than {@link #MAX_LENGTH} would be put in; it stops there, since a template
     *     can ask for the same long answer ten thousand times
     */
    public @Nullable Object render(ReceivedResponse response, RequestVariables variables)
            throws UnreadableJsonException, OutputTooLongException {
        return new Rendering(new OutputValues(response, variables)).of(template);
    }

    /** One filling in, with what is left of its length. */
    private final class Rendering {
        private final OutputValues values;
        private int left = MAX_LENGTH;

        Rendering(OutputValues values) {
            this.values = values;
        }

        @Nullable
        Object of(@Nullable Object part) throws UnreadableJsonException, OutputTooLongException {
            if (part instanceof String text) {
                return text(TemplateText.of(text));
            }
            if (part instanceof Map<?, ?> object) {
                Map<Object, @Nullable Object> rendered = new LinkedHashMap<>();
                for (Map.Entry<?, ?> entry : object.entrySet()) {
                    rendered.put(entry.getKey(), of(entry.getValue()));
                }
                return rendered;
            }
            if (part instanceof List<?> list) {
                List<@Nullable Object> rendered = new ArrayList<>();
                for (Object element : list) {
                    rendered.add(of(element));
                }
                return rendered;
            }
            return part;
        }

        private @Nullable Object text(TemplateText text) throws UnreadableJsonException, OutputTooLongException {
            Optional<String> sole = text.soleExpression();
            if (sole.isPresent()) {
                Object value = values.of(sole.get());
                count(asText(value));
                return value;
            }
            Map<String, String> texts = new LinkedHashMap<>();
            for (String expression : text.expressions()) {
                String known = texts.get(expression);
                String value = known == null ? asText(values.of(expression)) : known;
                count(value);
                texts.put(expression, value);
            }
            return text.render(expression -> Optional.ofNullable(texts.get(expression)));
        }

        private void count(String putIn) throws OutputTooLongException {
            left -= putIn.length();
            if (left < 0) {
                throw new OutputTooLongException();
            }
        }
    }

    private String asText(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof Map || value instanceof List ? toJson.apply(value) : value.toString();
    }

    private static void collect(Place place, @Nullable Object part, List<Violation> violations) {
        if (violations.size() >= MAX_VIOLATIONS) {
            return;
        }
        if (part instanceof String text) {
            TemplateText.of(text)
                    .flaw(OutputTemplate::isKnown, ALLOWED)
                    .ifPresent(flaw -> violations.add(new Violation(place.toString(), "template", flaw, text)));
        } else if (part instanceof Map<?, ?> object) {
            object.forEach((key, value) -> collect(place.field(String.valueOf(key)), value, violations));
        } else if (part instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(place.element(i), list.get(i), violations);
            }
        }
    }

    private static boolean isKnown(String expression) {
        return RequestVariables.NAMES.contains(expression)
                || OutputExpression.of(expression).isPresent();
    }
}
