package dev.belfry.api.problem;

import java.util.List;

/** The body of every answer that is not a success. */
public record ErrorBody(Error error) {

    /**
     * @param code one of {@link ProblemCode}, in lower case
     * @param message one sentence for people
     * @param details each broken rule of a {@code validation_error}; empty otherwise
     */
    public record Error(String code, String message, List<Detail> details) {}

    /** What a problem tells the client. */
    public static ErrorBody of(Problem problem) {
        return new ErrorBody(new Error(problem.code().wireName(), problem.getMessage(), problem.details()));
    }
}
