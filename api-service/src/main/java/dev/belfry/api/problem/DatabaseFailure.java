package dev.belfry.api.problem;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * What a failure of the database means to the client, told by the SQLSTATE classes of PostgreSQL's appendix A.
 *
 * <p>Validation keeps bad data away from the database. Should some slip through, it is still the client's mistake.
 */
final class DatabaseFailure {

    private static final int MAX_CAUSES = 20;

    private DatabaseFailure() {}

    /** The problem behind a failure, or nothing when the database did not cause it. */
    static Optional<Problem> problem(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
            if (cause instanceof PgException answer) {
                return ofState(String.valueOf(answer.getSqlState()));
            }
            if (isConnectionLoss(cause)) {
                return Optional.of(unavailable());
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> ofState(String state) {
        if (state.startsWith("23")) {
            return Optional.of(Problem.conflict("something this request refers to was changed at the same time"));
        }
        if (state.startsWith("22")) {
            return Optional.of(Problem.invalid(
                    new Detail("", "storable", "the request holds a value that cannot be stored", null)));
        }
        // Lost connections, shut down, out of resources, deadlock or serialization: worth the same request again.
        boolean passing = List.of("08", "57", "53", "40", "55").stream().anyMatch(state::startsWith);
        return passing ? Optional.of(unavailable()) : Optional.empty();
    }

    private static boolean isConnectionLoss(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof TimeoutException
                || cause.getClass().getName().startsWith("io.vertx.sqlclient")
                || cause.getClass().getName().startsWith("io.vertx.core.http.ConnectionPool")
                || "Connection was closed".equals(cause.getMessage());
    }

    private static Problem unavailable() {
        return new Problem(
                ProblemCode.UNAVAILABLE, "the database cannot be reached at the moment; try again", List.of());
    }
}
