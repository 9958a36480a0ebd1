package dev.belfry.api.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal the client can understand and act on. */
public final class Problem extends RuntimeException {

    private final ProblemCode code;
    private final List<Detail> details;
    private final @Nullable Duration retryAfter;

    public Problem(ProblemCode code, String message, List<Detail> details) {
        this(code, message, details, null);
    }

    private Problem(ProblemCode code, String message, List<Detail> details, @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.code = code;
        this.details = List.copyOf(details);
        this.retryAfter = retryAfter;
    }

    /** @param retryAfter when the same request is worth another try; told in whole seconds, one at least */
    public static Problem rateLimited(String message, Duration retryAfter) {
        return new Problem(ProblemCode.RATE_LIMITED, message, List.of(), retryAfter);
    }

    /** @param leftOut whether there is more wrong than the details tell */
    public static Problem invalid(List<Detail> details, boolean leftOut) {
        Detail first = details.get(0);
        String what = first.field().isEmpty() ? first.message() : first.field() + ": " + first.message();
        String rest = details.size() == 1 ? "" : " (and " + (details.size() - 1) + " more)";
        if (leftOut) {
            rest = " (and more than " + (details.size() - 1) + " more; the rest is left out)";
        }
        return new Problem(ProblemCode.VALIDATION_ERROR, what + rest, details);
    }

    public static Problem invalid(Detail detail) {
        return invalid(List.of(detail), false);
    }

    /** The same answer for what does not exist and for what belongs to another workspace. */
    public static Problem notFound(String thing, Object id) {
        return new Problem(ProblemCode.NOT_FOUND, "there is no " + thing + " " + id, List.of());
    }

    public static Problem conflict(String message) {
        return new Problem(ProblemCode.CONFLICT, message, List.of());
    }

    public ProblemCode code() {
        return code;
    }

    public List<Detail> details() {
        return details;
    }

    /** When to try again; null when that would change nothing, or nobody knows. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
