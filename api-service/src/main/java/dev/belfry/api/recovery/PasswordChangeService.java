package dev.belfry.api.recovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.account.Account;
import dev.belfry.api.account.LoginService;
import dev.belfry.api.auth.Login;
import dev.belfry.api.auth.LoginTokens;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes the password of who knows it. */
@Singleton
public class PasswordChangeService {

    private final LoginService logins;
    private final NewPasswords passwords;
    private final DocumentReader documents;
    private final LoginTokens tokens;

    PasswordChangeService(LoginService logins, NewPasswords passwords, DocumentReader documents, LoginTokens tokens) {
        this.logins = logins;
        this.passwords = passwords;
        this.documents = documents;
        this.tokens = tokens;
    }

    /**
     * Replaces the password, and with it every login; the caller is given another one.
     *
     * @param address where the request comes from: a wrong present password counts like a failed login
     */
    public Uni<ChangedView> change(Login caller, ObjectNode document, String address) {
        ChangeInput input = documents.read(document, ChangeInput.class);
        String present = Objects.requireNonNull(input.currentPassword());
        String chosen = Objects.requireNonNull(input.newPassword());
        return logins.prove(caller.user(), present, address)
                .map(PasswordChangeService::proven)
                .chain(account -> passwords.change(account, chosen))
                .map(generation -> changed(caller, generation));
    }

    private static Account proven(@Nullable Account account) {
        if (account == null) {
            throw Problem.invalid(new Detail("current_password", "right", "is not your password", null));
        }
        return account;
    }

    private ChangedView changed(Login caller, @Nullable Long generation) {
        if (generation == null) {
            throw Problem.conflict("the password was changed at the same time");
        }
        Login next = new Login(caller.user(), caller.workspace(), caller.role(), generation);
        return new ChangedView(true, tokens.write(next));
    }
}
