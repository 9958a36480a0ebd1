package dev.belfry.api.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belfry.api.auth.WorkspaceId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchesTest {

    private static final Batches.Limits LIMITS = new Batches.Limits(4, 100);

    private final WorkspaceId home = new WorkspaceId(UUID.randomUUID());
    private final WorkspaceId elsewhere = new WorkspaceId(UUID.randomUUID());
    private final List<Statement> statements = new ArrayList<>();
    private final Batches<Integer, String> batches = new Batches<>(LIMITS, weight -> weight, this::send);

    private record Statement(WorkspaceId workspace, List<Integer> asked, UniEmitter<? super List<String>> end) {
        void succeed() {
            end.complete(asked.stream().map(number -> "answer " + number).toList());
        }

        void fail(String state) {
            end.fail(new PgException("refused", "ERROR", state, "because"));
        }
    }

    private Uni<List<String>> send(WorkspaceId workspace, List<Integer> asked) {
        return Uni.createFrom().emitter(end -> statements.add(new Statement(workspace, List.copyOf(asked), end)));
    }

    private CompletableFuture<String> ask(int number) {
        return batches.ask(home, number).subscribeAsCompletionStage();
    }

    private Statement last() {
        return statements.get(statements.size() - 1);
    }

    @Test
    void theFirstGoesAtOnceAndWhatComesMeanwhileGoesTogether() {
        CompletableFuture<String> first = ask(1);
        CompletableFuture<String> second = ask(2);
        CompletableFuture<String> third = ask(3);
        assertThat(statements).extracting(Statement::asked).containsExactly(List.of(1));

        last().succeed();
        assertThat(first).isCompletedWithValue("answer 1");
        assertThat(statements).extracting(Statement::asked).containsExactly(List.of(1), List.of(2, 3));
        assertThat(second).isNotDone();

        last().succeed();
        assertThat(second).isCompletedWithValue("answer 2");
        assertThat(third).isCompletedWithValue("answer 3");
    }

    @Test
    void aBatchHoldsNoMoreThanItsLimits() {
        ask(1);
        IntStream.of(2, 3, 4, 5, 99, 7, 8).forEach(this::ask);

        last().succeed();
        assertThat(last().asked()).containsExactly(2, 3, 4, 5);
        last().succeed();
        assertThat(last().asked()).containsExactly(99, 7);
        last().succeed();
        assertThat(last().asked()).containsExactly(8);
    }

    @Test
    void anotherWorkspaceDoesNotWait() {
        ask(1);
        ask(2);

        CompletableFuture<String> other = batches.ask(elsewhere, 3).subscribeAsCompletionStage();

        assertThat(last().workspace()).isEqualTo(elsewhere);
        assertThat(last().asked()).containsExactly(3);
        last().succeed();
        assertThat(other).isCompletedWithValue("answer 3");
        assertThat(statements).hasSize(2);
    }

    @Test
    void onlyTheOneThatIsToBlameFails() {
        ask(1);
        List<CompletableFuture<String>> answers =
                IntStream.of(2, 3, 4, 5).mapToObj(this::ask).toList();
        last().succeed();

        for (int i = 1; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            if (statement.asked().contains(4)) {
                statement.fail("22P02");
            } else {
                statement.succeed();
            }
        }

        assertThat(answers.get(0)).isCompletedWithValue("answer 2");
        assertThat(answers.get(1)).isCompletedWithValue("answer 3");
        assertThatThrownBy(answers.get(2)::join).hasRootCauseInstanceOf(PgException.class);
        assertThat(answers.get(3)).isCompletedWithValue("answer 5");
        assertThat(ask(6)).isNotDone();
        assertThat(last().asked()).containsExactly(6);
    }

    /** Nobody knows whether it was carried out, or the next statement would fare no better. */
    @ParameterizedTest
    @ValueSource(strings = {"57P01", "08006", "53300"})
    void aDatabaseThatIsAwayIsNotAskedAgain(String state) {
        ask(1);
        CompletableFuture<String> second = ask(2);
        CompletableFuture<String> third = ask(3);
        last().succeed();

        last().fail(state);

        assertThatThrownBy(second::join).hasRootCauseInstanceOf(PgException.class);
        assertThatThrownBy(third::join).hasRootCauseInstanceOf(PgException.class);
        assertThat(statements).hasSize(2);
    }

    /** Each of them would wait for a statement of its own, one after the other. */
    @Test
    void whoeverWaitsBehindAStatementThatIsNotAnsweredFailsWithIt() {
        CompletableFuture<String> first = ask(1);
        CompletableFuture<String> second = ask(2);
        CompletableFuture<String> other = batches.ask(elsewhere, 3).subscribeAsCompletionStage();

        statements.get(0).end().fail(new TimeoutException("no answer"));

        assertThatThrownBy(first::join).hasRootCauseInstanceOf(TimeoutException.class);
        assertThatThrownBy(second::join).hasRootCauseInstanceOf(TimeoutException.class);
        assertThat(other).isNotDone();
        ask(4);
        assertThat(last().asked()).containsExactly(4);
    }

    @Test
    void workThatBreaksAnswersItsRequestsAndLetsTheNextOnesIn() {
        Batches<Integer, String> broken = new Batches<>(LIMITS, weight -> weight, (workspace, asked) -> {
            throw new IllegalStateException("broken");
        });

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> broken.ask(home, 1).await().indefinitely()).hasMessage("broken");
        }
    }
}
