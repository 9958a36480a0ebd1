package dev.belfry.core.response;

import dev.belfry.core.template.RequestVariables;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of expressions over one answer. */
final class OutputValues {

    private static final String UNDEFINED = "";

    private final ReceivedResponse response;
    private final RequestVariables variables;

    OutputValues(ReceivedResponse response, RequestVariables variables) {
        this.response = response;
        this.variables = variables;
    }

    @Nullable
    Object of(String name) throws UnreadableJsonException {
        Optional<String> variable = variables.value(name);
        if (variable.isPresent()) {
            return variable.get();
        }
        OutputExpression expression = OutputExpression.of(name).orElse(null);
        if (expression instanceof OutputExpression.Status) {
            return response.status();
        }
        if (expression instanceof OutputExpression.Body) {
            return response.body();
        }
        if (expression instanceof OutputExpression.Header header) {
            return response.headers().getOrDefault(header.name(), UNDEFINED);
        }
        return expression instanceof OutputExpression.Json json ? json(json) : UNDEFINED;
    }

    private @Nullable Object json(OutputExpression.Json expression) throws UnreadableJsonException {
        try {
            Optional<OutputExpression.Found> found =
                    expression.in(response.json().value());
            return found.isPresent() ? found.get().value() : UNDEFINED;
        } catch (UnreadableJsonException e) {
            if (e.isOurLimit()) {
                throw e;
            }
            return UNDEFINED;
        }
    }
}
