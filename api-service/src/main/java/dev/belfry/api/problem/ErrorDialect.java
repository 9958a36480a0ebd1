package dev.belfry.api.problem;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How problems are told below some paths, where clients expect another shape than {@link ErrorBody}. */
public interface ErrorDialect {

    /**
     * A problem as it is told.
     *
     * @param body to be written as JSON
     */
    record Told(Object body, String contentType) {}

    /** @param path with or without a query */
    boolean isSpokenAt(String path);

    /** @param headers those that the answer has already, by their names */
    Told tell(Problem problem, UnaryOperator<@Nullable String> headers);
}
