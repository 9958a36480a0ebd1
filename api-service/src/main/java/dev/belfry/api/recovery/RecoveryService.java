package dev.belfry.api.recovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.account.AccountService;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.link.LinkSecret;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Objects;

/** Gives those a new password who forgot theirs. */
@Singleton
public class RecoveryService {

    private final AccountService accounts;
    private final ResetLetters letters;
    private final NewPasswords passwords;
    private final DocumentReader documents;

    RecoveryService(AccountService accounts, ResetLetters letters, NewPasswords passwords, DocumentReader documents) {
        this.accounts = accounts;
        this.letters = letters;
        this.passwords = passwords;
        this.documents = documents;
    }

    /** Sends a link, if the address has an account; neither the answer nor its time tells. */
    public Uni<Void> forgot(ObjectNode document) {
        ForgotInput input = documents.read(document, ForgotInput.class);
        return accounts.findByEmail(Objects.requireNonNull(input.email()))
                .invoke(account -> {
                    if (account != null) {
                        letters.sendSoon(account.id(), account.email());
                    }
                })
                .replaceWithVoid();
    }

    /** Sets the password that somebody chose by a link; 400 when the link opens nothing. */
    public Uni<Void> reset(ObjectNode document) {
        ResetInput input = documents.read(document, ResetInput.class);
        LinkSecret secret = new LinkSecret(Objects.requireNonNull(input.token()));
        return passwords.reset(secret, Objects.requireNonNull(input.password()));
    }
}
