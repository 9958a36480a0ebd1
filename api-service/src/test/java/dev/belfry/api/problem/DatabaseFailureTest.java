package dev.belfry.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailureTest {

    @ParameterizedTest
    @CsvSource({
        "23505,CONFLICT",
        "23503,CONFLICT",
        "22021,VALIDATION_ERROR",
        "22P05,VALIDATION_ERROR",
        "57P01,UNAVAILABLE",
        "53300,UNAVAILABLE",
        "40P01,UNAVAILABLE",
    })
    void tellsTheClientWhatTheStateMeansForIt(String state, ProblemCode expected) {
        PgException answer = new PgException("no", "ERROR", state, "because");

        assertThat(DatabaseFailure.problem(new IllegalStateException(answer)))
                .hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo(expected));
    }

    /** Hibernate Reactive keeps the state and drops the driver's exception. */
    @Test
    void knowsAStateThatHibernateTranslated() {
        assertThat(DatabaseFailure.problem(new IllegalStateException(new SQLException("no", "23503"))))
                .hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.CONFLICT));
        assertThat(DatabaseFailure.isLostRace(new IllegalStateException(new SQLException("no", "40P01"))))
                .isTrue();
    }

    @Test
    void aLostConnectionIsWorthAnotherTry() {
        assertThat(DatabaseFailure.problem(new IllegalStateException(new ConnectException("refused"))))
                .hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.UNAVAILABLE));
    }

    @Test
    void aConnectionThatEndedBetweenTwoStatementsIsWorthAnotherTry() {
        Throwable ended = new IllegalStateException("Connection is not active now, current status: CLOSED");

        assertThat(DatabaseFailure.problem(new IllegalStateException(ended)))
                .hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.UNAVAILABLE));
    }

    @Test
    void ourOwnMistakesStayOurs() {
        assertThat(DatabaseFailure.problem(new PgException("no such column", "ERROR", "42703", "")))
                .isEmpty();
        assertThat(DatabaseFailure.problem(new NullPointerException())).isEmpty();
    }
}
