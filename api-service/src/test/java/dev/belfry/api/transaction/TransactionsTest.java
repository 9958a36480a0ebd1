package dev.belfry.api.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionsTest {

    private final AtomicInteger times = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001"})
    void whatLostARaceTwiceMayWinTheThirdTime(String state) {
        assertThat(Transactions.repeated(() -> losing(state, 2)).await().indefinitely())
                .isEqualTo("done");
        assertThat(times).hasValue(3);
    }

    @Test
    void whatLostThreeRacesIsGivenUp() {
        assertThatThrownBy(() ->
                        Transactions.repeated(() -> losing("40P01", 3)).await().indefinitely())
                .hasRootCauseInstanceOf(PgException.class);
        assertThat(times).hasValue(3);
    }

    /** 40003: nobody knows whether the statement was carried out. */
    @ParameterizedTest
    @ValueSource(strings = {"23505", "57P01", "40003"})
    void whatFailedOtherwiseIsNotRepeated(String state) {
        assertThatThrownBy(() ->
                        Transactions.repeated(() -> losing(state, 1)).await().indefinitely())
                .hasRootCauseInstanceOf(PgException.class);
        assertThat(times).hasValue(1);
    }

    private Uni<String> losing(String state, int races) {
        return times.incrementAndGet() > races
                ? Uni.createFrom().item("done")
                : Uni.createFrom()
                        .failure(new IllegalStateException(new PgException("lost", "ERROR", state, "because")));
    }
}
