package dev.belfry.api.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Identity;
import dev.belfry.api.auth.LoginConfig;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import dev.belfry.api.verification.VerificationService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Accounts and who they are. */
@Singleton
public class AccountService {

    private final AccountRepository accounts;
    private final NewAccounts signups;
    private final SessionService sessions;
    private final VerificationService verification;
    private final LoginConfig config;

    AccountService(
            AccountRepository accounts,
            NewAccounts signups,
            SessionService sessions,
            VerificationService verification,
            LoginConfig config) {
        this.accounts = accounts;
        this.signups = signups;
        this.sessions = sessions;
        this.verification = verification;
        this.config = config;
    }

    /** Makes an account with a workspace of its own; 409 when the address has one. */
    public Uni<SignupView> signUp(ObjectNode document) {
        return signups.prepare(document)
                .chain(signup -> accounts.signUp(signup.account(), signup.workspace(), signup.at())
                        .chain(stored -> {
                            if (!stored) {
                                throw Problem.conflict("there is an account with this e-mail address; log in instead");
                            }
                            return welcome(signup);
                        }));
    }

    private Uni<SignupView> welcome(NewAccounts.Signup signup) {
        Account account = signup.account();
        MembershipView membership = new MembershipView(
                new MembershipView.Place(
                        signup.workspace().id(), signup.workspace().name()),
                "owner");
        SignupView view = new SignupView(
                sessions.token(account.id(), membership, account.generation()),
                membership.workspace(),
                account.view(),
                config.emailVerification());
        return config.emailVerification()
                ? verification.start(account.id(), account.email()).replaceWith(view)
                : Uni.createFrom().item(view);
    }

    public Uni<MeView> me(Identity who) {
        return Uni.combine()
                .all()
                .unis(accounts.find(who.userId()), accounts.membership(who.workspace(), who.userId()))
                .asTuple()
                .map(found -> {
                    if (found.getItem1() == null || found.getItem2() == null) {
                        throw new Problem(ProblemCode.UNAUTHORIZED, "you left this workspace", List.of());
                    }
                    return new MeView(
                            found.getItem1().view(),
                            found.getItem2().workspace(),
                            who.role().wireName(),
                            who.grants().names());
                });
    }

    /** The workspaces of a user; of an API token only its own, for it stands for the user nowhere else. */
    public Uni<Page<MembershipView>> workspaces(Identity who, boolean isLogin, PageRequest page) {
        if (!isLogin) {
            return accounts.membership(who.workspace(), who.userId())
                    .map(found -> new Page<>(found == null ? List.of() : List.of(found), null));
        }
        return accounts.memberships(who.userId(), page.before(), page.fetch())
                .map(found -> Page.of(
                        found,
                        page,
                        membership -> new Cursor(membership.workspace().id())));
    }

    /** The account with an address, in any case of its letters; null when there is none. */
    public Uni<@Nullable Account> findByEmail(String email) {
        return accounts.findByEmail(email.toLowerCase(Locale.ROOT));
    }
}
