package dev.belfry.api.invite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.account.Account;
import dev.belfry.api.account.SessionService;
import dev.belfry.api.account.SessionView;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.link.LinkSecret;
import dev.belfry.api.password.Passwords;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.value.NewId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Objects;

/** Lets those in who follow an invitation. */
@Singleton
public class AcceptService {

    private final AcceptRepository invites;
    private final Passwords passwords;
    private final SessionService sessions;
    private final DocumentReader documents;
    private final NewId ids;

    AcceptService(
            AcceptRepository invites,
            Passwords passwords,
            SessionService sessions,
            DocumentReader documents,
            NewId ids) {
        this.invites = invites;
        this.passwords = passwords;
        this.sessions = sessions;
        this.documents = documents;
        this.ids = ids;
    }

    /**
     * Makes an account that is a member, and logs it in.
     *
     * @throws Problem 400 when the link opens nothing; 409 when its address got an account meanwhile, for the link alone
     *     must not open that
     */
    public Uni<SessionView> accept(ObjectNode document) {
        AcceptInput input = documents.read(document, AcceptInput.class);
        LinkSecret secret = new LinkSecret(Objects.requireNonNull(input.token()));
        String name = Objects.requireNonNull(input.name());
        // Looked at first, so that a made-up link does not cost a hash.
        return invites.isOpen(secret)
                .invoke(AcceptService::refuseUnless)
                .chain(() -> passwords.hash(Objects.requireNonNull(input.password())))
                .chain(hash -> invites.accept(secret, ids.next(), name, hash))
                .map(AcceptService::account)
                .chain(sessions::open);
    }

    private static Account account(AcceptRepository.Accepted accepted) {
        refuseUnless(accepted.open());
        if (accepted.account() == null) {
            throw Problem.conflict("this address has an account by now: log in, and ask to be invited once more");
        }
        return accepted.account();
    }

    private static void refuseUnless(boolean open) {
        if (!open) {
            throw LinkSecret.refused();
        }
    }
}
