package dev.belfry.api.password;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Hashes passwords and checks them. Safe to use from event loops, to which the answers return. */
@Singleton
public class Passwords {

    public static final int MIN_LENGTH = 8;

    /** Far more than anybody types, and little enough to hash. */
    public static final int MAX_LENGTH = 256;

    public static final String LENGTH_RULE = "has to have {min} to {max} characters";

    private static final int SALT_BYTES = 16;
    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);

    private final WorkerExecutor threads;
    private final Semaphore places;

    Passwords(Vertx vertx, PasswordConfig config) {
        this.threads = vertx.createSharedWorkerExecutor("password", config.parallel());
        this.places = new Semaphore(config.parallel() + config.waiting());
    }

    /** What to store of a password: the parameters, a salt of its own and the hash, in one text. */
    public Uni<String> hash(String password) {
        return inTurn(() -> hashNow(password));
    }

    /**
     * Whether this is the password behind a hash.
     *
     * @param hash null when there is no account, or none with a password: then the answer is no, and takes as long
     */
    public Uni<Boolean> matches(String password, @Nullable String hash) {
        return inTurn(() -> hash == null ? neverMatches(password) : check(password, hash));
    }

    @PreDestroy
    void stop() {
        threads.closeAndForget();
    }

    private <T> Uni<T> inTurn(Callable<T> work) {
        return Uni.createFrom().deferred(() -> {
            if (!places.tryAcquire()) {
                return Uni.createFrom()
                        .failure(new Problem(
                                ProblemCode.UNAVAILABLE, "too many logins at this moment; try again", List.of()));
            }
            return threads.executeBlocking(work, false).onTermination().invoke(places::release);
        });
    }

    private static String hashNow(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2).getResult();
    }

    private static boolean check(String password, String hash) {
        // By the parameters it was made with, so that they can be raised one day.
        return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    }

    private static boolean neverMatches(String password) {
        return hashNow(password).isEmpty();
    }
}
