package dev.belfry.api.runs;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.ErrorDialect;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells problems as the client expects them: {@code error} is a text, which becomes the message of what it throws. */
@Singleton
class RunErrors implements ErrorDialect {

    private static final Pattern PATHS = Pattern.compile("/+(v1/+)?api([/?;].*)?", Pattern.DOTALL);
    private static final Pattern QUERY = Pattern.compile("(filter|page)\\[.*", Pattern.DOTALL);
    private static final String JSON = "application/json";

    /** What the client, or who wrote for it, may compare with. */
    private static final Map<ProblemCode, String> TEXTS = Map.of(
            ProblemCode.UNAUTHORIZED, "Invalid or Missing API key",
            ProblemCode.FORBIDDEN, "Unauthorized",
            ProblemCode.EMAIL_VERIFICATION_REQUIRED, "Unauthorized",
            ProblemCode.METHOD_NOT_ALLOWED, "Method not allowed",
            ProblemCode.PAYLOAD_TOO_LARGE, "Request body too large",
            ProblemCode.INTERNAL_ERROR, "Internal Server Error");

    private final Clock clock;

    RunErrors(Clock clock) {
        this.clock = clock;
    }

    /** RFC 9457, with what the client reads besides. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    record TooMany(
            String title,
            int status,
            String type,
            String detail,
            long reset,
            long limit,
            long remaining,
            long secondsUntilReset,
            String error) {}

    @Override
    public boolean isSpokenAt(String path) {
        return PATHS.matcher(path).matches();
    }

    @Override
    public Told tell(Problem problem, UnaryOperator<@Nullable String> headers) {
        return switch (problem.code()) {
            case RATE_LIMITED -> new Told(tooMany(problem, headers), "application/problem+json");
            case VALIDATION_ERROR -> new Told(invalid(problem), JSON);
            case FORBIDDEN, EMAIL_VERIFICATION_REQUIRED ->
                new Told(
                        new RunErrorBody(
                                "Unauthorized",
                                null,
                                null,
                                "unauthorized",
                                "access_token",
                                "authorization",
                                problem.getMessage()),
                        JSON);
            default -> {
                String text = TEXTS.getOrDefault(problem.code(), problem.getMessage());
                boolean isOurs = text.equals(problem.getMessage());
                yield new Told(
                        new RunErrorBody(text, null, null, null, null, null, isOurs ? null : problem.getMessage()),
                        JSON);
            }
        };
    }

    private static RunErrorBody invalid(Problem problem) {
        List<RunErrorBody.Issue> issues =
                problem.details().stream().map(RunErrors::issue).toList();
        boolean isQuery = problem.details().stream().anyMatch(RunErrors::isOfQuery);
        String message = problem.getMessage();
        return isQuery
                ? new RunErrorBody("Query Error", issues, null, null, null, null, message)
                : new RunErrorBody(message, null, issues, null, null, null, null);
    }

    private static boolean isOfQuery(Detail detail) {
        return QUERY.matcher(detail.field()).matches() || detail.rule().equals("unknown_parameter");
    }

    private static RunErrorBody.Issue issue(Detail detail) {
        List<String> path = isOfQuery(detail) || detail.field().isEmpty()
                ? List.of(detail.field())
                : List.of(detail.field().split("\\."));
        return new RunErrorBody.Issue(detail.rule(), detail.message(), path);
    }

    private TooMany tooMany(Problem problem, UnaryOperator<@Nullable String> headers) {
        long reset = reset(problem, headers.apply("x-ratelimit-reset"));
        long seconds = Math.max(0, (reset - clock.millis() + 999) / 1000);
        return new TooMany(
                "Rate Limit Exceeded",
                ProblemCode.RATE_LIMITED.status(),
                "https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/429",
                problem.getMessage(),
                reset,
                number(headers.apply("x-ratelimit-limit")),
                number(headers.apply("x-ratelimit-remaining")),
                seconds,
                problem.getMessage());
    }

    private long reset(Problem problem, @Nullable String header) {
        Duration wait = problem.retryAfter();
        return header == null && wait != null ? clock.millis() + wait.toMillis() : number(header);
    }

    private static long number(@Nullable String header) {
        return header == null ? 0 : Long.parseLong(header);
    }
}
