package dev.belfry.core.response;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may stand between the braces of an output template, beside the variables of a request. */
sealed interface OutputExpression {

    record Status() implements OutputExpression {}

    record Body() implements OutputExpression {}

    /** A header, its name in lower case. */
    record Header(String name) implements OutputExpression {}

    /** A value of the JSON; {@code path} as written: {@code .name} and {@code [index]} in any number. */
    record Json(String path) implements OutputExpression {

        private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]\\s{}]+)|\\[(\\d{1,9})]");

        static boolean isPath(String path) {
            Matcher matcher = STEP.matcher(path);
            int at = 0;
            while (matcher.find() && matcher.start() == at) {
                at = matcher.end();
            }
            return at == path.length();
        }

        /** What the path leads to; the JSON null is there, and something else than nothing. */
        Optional<Found> in(@Nullable Object root) {
            Object value = root;
            Matcher step = STEP.matcher(path);
            while (step.find()) {
                String name = step.group(1);
                if (name != null && value instanceof Map<?, ?> object && object.containsKey(name)) {
                    value = object.get(name);
                } else if (name == null
                        && value instanceof List<?> list
                        && Integer.parseInt(step.group(2)) < list.size()) {
                    value = list.get(Integer.parseInt(step.group(2)));
                } else {
                    return Optional.empty();
                }
            }
            return Optional.of(new Found(value));
        }
    }

    /** A value, were it null. */
    record Found(@Nullable Object value) {}

    /** The expression of a name, or nothing when it means nothing. */
    static Optional<OutputExpression> of(String name) {
        if (name.equals("response.status")) {
            return Optional.of(new Status());
        }
        if (name.equals("response.body")) {
            return Optional.of(new Body());
        }
        if (name.matches("response\\.headers\\.[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            return Optional.of(
                    new Header(name.substring("response.headers.".length()).toLowerCase(Locale.ROOT)));
        }
        if (name.startsWith("response.json") && Json.isPath(name.substring("response.json".length()))) {
            return Optional.of(new Json(name.substring("response.json".length())));
        }
        return Optional.empty();
    }
}
