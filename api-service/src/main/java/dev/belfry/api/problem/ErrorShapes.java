package dev.belfry.api.problem;

import dev.belfry.api.problem.ErrorDialect.Told;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Puts problems into the shape in which they are told: the one error shape, unless a dialect is spoken at the path. */
@Singleton
public class ErrorShapes {

    private final List<ErrorDialect> dialects;

    public ErrorShapes(@All List<ErrorDialect> dialects) {
        this.dialects = dialects;
    }

    /** @param headers those that the answer has already, by their names */
    public Told tell(String path, Problem problem, UnaryOperator<@Nullable String> headers) {
        return dialects.stream()
                .filter(dialect -> dialect.isSpokenAt(path))
                .findFirst()
                .map(dialect -> dialect.tell(problem, headers))
                .orElseGet(() -> new Told(ErrorBody.of(problem), "application/json"));
    }
}
