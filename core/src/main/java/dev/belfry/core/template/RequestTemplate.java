package dev.belfry.core.template;

import dev.belfry.core.secret.reference.SecretReferences;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The templates of a request: its URL, its header values, a text body, and the texts anywhere in a JSON body. The names
 * of headers and the keys of a JSON body are none.
 */
public final class RequestTemplate {

    private static final RequestVariables SAMPLE = RequestVariables.of(new UUID(0, 0), Instant.EPOCH);

    private RequestTemplate() {}

    /** What is wrong with a text that may hold templates, in words that follow its field's name, or nothing. */
    public static Optional<String> flaw(String text) {
        if (SecretReferences.holdTemplate(text)) {
            return Optional.of("has a template inside a secret:// reference; a reference is taken as it stands");
        }
        return TemplateText.of(text).flaw(RequestVariables.NAMES::contains, RequestVariables.ALLOWED);
    }

    /** What is wrong with a header's name or a JSON key, where there are no templates, or nothing. */
    public static Optional<String> nameFlaw(String name) {
        return TemplateText.of(name).hasExpressions()
                ? Optional.of("must not hold a template in its name; only values may")
                : Optional.empty();
    }

    /** A text of the shape an execution will send, for rules such as those on URLs that judge what is sent. */
    public static String sample(String text) {
        return render(text, SAMPLE);
    }

    public static String render(String text, RequestVariables variables) {
        return text.contains("{{") ? TemplateText.of(text).render(variables::value) : text;
    }

    /**
     * A body with its texts rendered; what was given is not changed.
     *
     * @param body null, or JSON as maps, lists, texts, numbers and truth values
     */
    public static @Nullable Object renderBody(@Nullable Object body, RequestVariables variables) {
        if (body instanceof String text) {
            return render(text, variables);
        }
        if (body instanceof Map<?, ?> object) {
            Map<Object, @Nullable Object> rendered = new LinkedHashMap<>();
            object.forEach((key, value) -> rendered.put(key, renderBody(value, variables)));
            return rendered;
        }
        if (body instanceof List<?> list) {
            return list.stream().map(value -> renderBody(value, variables)).toList();
        }
        return body;
    }
}
