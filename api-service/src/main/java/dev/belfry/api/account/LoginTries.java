package dev.belfry.api.account;

import dev.belfry.api.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stops whoever tries passwords: after ten failures in fifteen minutes nothing is tried any more for that account from
 * that address, and nobody learns whether a password was right, until the fifteen minutes are over.
 *
 * <p>The count is shared by all replicas. Failures are counted after the fact, and a right password counts only while
 * the limit is not reached: of a thousand tries at once ten are answered, and but as many more as are hashed at the same
 * time can be tried at all.
 */
@Singleton
public class LoginTries {

    static final int MAX_FAILURES = 10;
    static final Duration WINDOW = Duration.ofMinutes(15);

    private final LoginTryRepository tries;
    private final Clock clock;

    LoginTries(LoginTryRepository tries, Clock clock) {
        this.tries = tries;
        this.clock = clock;
    }

    /** Which tries are counted together. */
    public static byte[] key(String email, String address) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((email + '\n' + address).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Fails with 429 when there were too many failures; spares the work of looking at another try. */
    public Uni<Void> refuseIfStopped(byte[] key) {
        return tries.stoppedUntil(key, MAX_FAILURES, clock.instant())
                .invoke(this::refuse)
                .replaceWithVoid();
    }

    /** Counts a failure; fails with 429 when there were too many before it. */
    public Uni<Void> failed(byte[] key) {
        Instant now = clock.instant();
        return tries.count(key, now, now.plus(WINDOW))
                .invoke(counted -> refuse(counted.failures() > MAX_FAILURES ? counted.windowEndsAt() : null))
                .replaceWithVoid();
    }

    /** Forgets the failures; fails with 429 when the right password came too late. */
    public Uni<Void> succeeded(byte[] key) {
        return tries.clear(key, MAX_FAILURES, clock.instant())
                .invoke(this::refuse)
                .replaceWithVoid();
    }

    private void refuse(@Nullable Instant until) {
        if (until != null) {
            throw Problem.rateLimited(
                    "too many failed logins; try again later", Duration.between(clock.instant(), until));
        }
    }
}
