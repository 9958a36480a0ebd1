package dev.belfry.api.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import dev.belfry.embedded.testing.TestConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Vertx vertx = Vertx.vertx();
    private final Passwords passwords = new Passwords(
            vertx,
            TestConfig.of(PasswordConfig.class, Map.of("api.password.parallel", "1", "api.password.waiting", "2")));

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void aPasswordMatchesItsOwnHashOnly() {
        String hash = passwords.hash("correct horse").await().indefinitely();

        assertThat(passwords.matches("correct horse", hash).await().indefinitely())
                .isTrue();
        assertThat(passwords.matches("Correct horse", hash).await().indefinitely())
                .isFalse();
        assertThat(passwords.matches("correct horse", null).await().indefinitely())
                .isFalse();
    }

    @Test
    void theHashIsArgon2idWithTheRecommendedCostAndASaltOfItsOwn() {
        String one = passwords.hash("correct horse").await().indefinitely();
        String other = passwords.hash("correct horse").await().indefinitely();

        assertThat(one).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(other);
    }

    @Test
    void whoFindsNoPlaceToWaitIsToldToTryAgainAndPlacesGetFree() {
        // when
        List<CompletableFuture<String>> started = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            started.add(passwords.hash("correct horse").subscribeAsCompletionStage());
        }

        // then
        Uni<String> last = Uni.createFrom().completionStage(started.get(3));
        assertThat(last.onFailure().recoverWithItem(PasswordsTest::code).await().indefinitely())
                .isEqualTo("UNAVAILABLE");
        started.subList(0, 3).forEach(CompletableFuture::join);
        assertThat(passwords.hash("correct horse").await().indefinitely()).isNotEmpty();
    }

    private static String code(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        ProblemCode code = ((Problem) cause).code();
        return code.name();
    }

    @Test
    void twoAreHashedAtATimeAndAHundredWait() {
        PasswordConfig config = TestConfig.defaults(PasswordConfig.class);

        assertThat(config.parallel()).isEqualTo(2);
        assertThat(config.waiting()).isEqualTo(100);
    }
}
