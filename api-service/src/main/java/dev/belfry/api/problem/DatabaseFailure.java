package dev.belfry.api.problem;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * What a failure of the database means to the client, told by the SQLSTATE classes of PostgreSQL's appendix A.
 *
 * <p>Validation keeps bad data away from the database. Should some slip through, it is still the client's mistake.
 */
public final class DatabaseFailure {

    private static final int MAX_CAUSES = 20;

    /** serialization_failure and deadlock_detected. */
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01");

    /** Lost connections, shut down, out of resources. */
    private static final List<String> AWAY = List.of("08", "57", "53");

    /** All that the client says when a connection ends under a statement, or none is free in time. */
    private static final Set<String> CONNECTION_LOST = Set.of("Connection was closed", "Timeout");

    /** What it says of a connection that ended between two statements; the status follows. */
    private static final String CONNECTION_ENDED = "Connection is not active now";

    private static final String UNIQUE_VIOLATION = "23505";

    private DatabaseFailure() {}

    /**
     * Whether the transaction was undone only because another one was in its way, by a deadlock or a failed
     * serialization: the same work is likely to succeed when it is done again.
     */
    public static boolean isLostRace(Throwable failure) {
        return causes(failure).flatMap(DatabaseFailure::state).anyMatch(LOST_RACES::contains);
    }

    /** Whether a row was to be stored that may be there only once, and is there. */
    public static boolean isDuplicate(Throwable failure) {
        return causes(failure).flatMap(DatabaseFailure::state).anyMatch(UNIQUE_VIOLATION::equals);
    }

    /** Whether the database read a statement and refused it, as opposed to being away, overloaded or shut down. */
    public static boolean isRefusal(Throwable failure) {
        return causes(failure).flatMap(DatabaseFailure::state).anyMatch(state -> !isAway(state));
    }

    /** Whether the database was asked and has not answered in time; it may still do what it was asked for. */
    public static boolean isUnanswered(Throwable failure) {
        return causes(failure).anyMatch(TimeoutException.class::isInstance);
    }

    private static boolean isAway(String state) {
        return AWAY.stream().anyMatch(state::startsWith);
    }

    /** The problem behind a failure, or nothing when the database did not cause it. */
    static Optional<Problem> problem(Throwable failure) {
        for (Throwable cause : causes(failure).toList()) {
            Optional<String> state = state(cause).findFirst();
            if (state.isPresent()) {
                return ofState(state.get());
            }
            if (isConnectionLoss(cause)) {
                return Optional.of(unavailable());
            }
        }
        return Optional.empty();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MAX_CAUSES);
    }

    /** The driver's own exception carries the state; Hibernate puts JDBC's in its place. */
    private static Stream<String> state(Throwable cause) {
        if (cause instanceof PgException answer) {
            return Stream.ofNullable(answer.getSqlState());
        }
        return cause instanceof SQLException answer ? Stream.ofNullable(answer.getSQLState()) : Stream.empty();
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
        boolean passing = isAway(state) || state.startsWith("40") || state.startsWith("55");
        return passing ? Optional.of(unavailable()) : Optional.empty();
    }

    private static boolean isConnectionLoss(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof TimeoutException
                || cause.getClass().getName().startsWith("io.vertx.sqlclient")
                || cause.getClass().getName().startsWith("io.vertx.core.http.ConnectionPool")
                || CONNECTION_LOST.contains(String.valueOf(cause.getMessage()))
                || String.valueOf(cause.getMessage()).startsWith(CONNECTION_ENDED);
    }

    private static Problem unavailable() {
        return new Problem(
                ProblemCode.UNAVAILABLE, "the database cannot be reached at the moment; try again", List.of());
    }
}
