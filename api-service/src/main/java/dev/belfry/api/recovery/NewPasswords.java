package dev.belfry.api.recovery;

import dev.belfry.api.account.Account;
import dev.belfry.api.auth.IdentityCache;
import dev.belfry.api.link.LinkSecret;
import dev.belfry.api.password.Passwords;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts a new password in the place of the old one, and ends the logins of the old one. */
@Singleton
class NewPasswords {

    private final PasswordRepository repository;
    private final Passwords passwords;
    private final IdentityCache identities;

    NewPasswords(PasswordRepository repository, Passwords passwords, IdentityCache identities) {
        this.repository = repository;
        this.passwords = passwords;
        this.identities = identities;
    }

    /** The generation of logins from now on; null when the proven password is not the account's any more. */
    Uni<@Nullable Long> change(Account proven, String password) {
        String provenHash = Objects.requireNonNull(proven.passwordHash());
        return passwords
                .hash(password)
                .chain(hash -> repository.change(proven.id(), provenHash, hash))
                .invoke(identities::forget);
    }

    /** Sets the password of the account that a link is for; 400 when it opens nothing. */
    Uni<Void> reset(LinkSecret secret, String password) {
        // Looked at first, so that a made-up link does not cost a hash.
        return repository
                .isOpen(secret)
                .invoke(NewPasswords::refuseUnless)
                .chain(() -> passwords.hash(password))
                .chain(hash -> repository.reset(secret, hash))
                .invoke(NewPasswords::refuseUnless)
                .invoke(identities::forget)
                .replaceWithVoid();
    }

    private static void refuseUnless(boolean open) {
        if (!open) {
            throw LinkSecret.refused();
        }
    }
}
