package dev.belfry.api.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.password.Passwords;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets people in by their password. */
@Singleton
public class LoginService {

    private final AccountRepository accounts;
    private final SessionService sessions;
    private final Passwords passwords;
    private final LoginTries tries;
    private final DocumentReader documents;

    LoginService(
            AccountRepository accounts,
            SessionService sessions,
            Passwords passwords,
            LoginTries tries,
            DocumentReader documents) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.tries = tries;
        this.documents = documents;
    }

    /** @param address where the request comes from */
    public Uni<SessionView> login(ObjectNode document, String address) {
        LoginInput input = documents.read(document, LoginInput.class);
        String email = Objects.requireNonNull(input.email()).toLowerCase(Locale.ROOT);
        String password = Objects.requireNonNull(input.password());
        return accounts.findByEmail(email)
                .chain(account -> prove(account, email, password, address))
                .chain(proven -> {
                    if (proven == null) {
                        throw new Problem(
                                ProblemCode.UNAUTHORIZED, "the e-mail address or the password is wrong", List.of());
                    }
                    return sessions.open(proven);
                });
    }

    /** The account of a user, if this is its password; null otherwise. */
    public Uni<@Nullable Account> prove(UUID user, String password, String address) {
        return accounts.find(user)
                .map(Objects::requireNonNull)
                .chain(account -> prove(account, account.email(), password, address));
    }

    /**
     * The account, if this is its password; null otherwise, after the same time whether or not there is an account.
     *
     * @param address where the request comes from; failures from there are counted
     */
    private Uni<@Nullable Account> prove(@Nullable Account account, String email, String password, String address) {
        byte[] key = LoginTries.key(email, address);
        return tries.refuseIfStopped(key)
                .chain(() -> passwords.matches(password, account == null ? null : account.passwordHash()))
                .chain(right -> right
                        ? tries.succeeded(key).replaceWith(account)
                        : tries.failed(key).map(counted -> null));
    }
}
