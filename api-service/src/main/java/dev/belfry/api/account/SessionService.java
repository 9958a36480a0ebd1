package dev.belfry.api.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Login;
import dev.belfry.api.auth.LoginTokens;
import dev.belfry.api.auth.Role;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Makes the token of somebody whose identity is proven. */
@Singleton
public class SessionService {

    private static final int MAX_SHOWN = 100;

    private final AccountRepository accounts;
    private final LoginTokens tokens;
    private final DocumentReader documents;

    SessionService(AccountRepository accounts, LoginTokens tokens, DocumentReader documents) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.documents = documents;
    }

    /** A login bound to the workspace the user has belonged to the longest. */
    public Uni<SessionView> open(Account account) {
        return accounts.memberships(account.id(), MAX_SHOWN).map(memberships -> {
            if (memberships.isEmpty()) {
                throw new Problem(
                        ProblemCode.FORBIDDEN, "you belong to no workspace any more; ask to be invited", List.of());
            }
            return view(account, memberships.get(0), memberships, account.generation());
        });
    }

    /**
     * A login bound to another workspace of the same user. It ends with the login it comes from: a token that is ended
     * already, which another replica may not know yet, buys no fresh one.
     */
    public Uni<SessionView> move(Login from, ObjectNode document) {
        UUID target = Objects.requireNonNull(
                documents.read(document, SwitchInput.class).workspaceId());
        return Uni.combine()
                .all()
                .unis(
                        accounts.find(from.user()),
                        accounts.membership(new WorkspaceId(target), from.user()),
                        accounts.memberships(from.user(), MAX_SHOWN))
                .asTuple()
                .map(found -> {
                    if (found.getItem1() == null || found.getItem2() == null) {
                        throw Problem.notFound("workspace", target);
                    }
                    return view(found.getItem1(), found.getItem2(), found.getItem3(), from.generation());
                });
    }

    private SessionView view(
            Account account, MembershipView chosen, List<MembershipView> memberships, long generation) {
        return new SessionView(
                token(account.id(), chosen, generation), chosen.workspace(), account.view(), memberships);
    }

    String token(UUID user, MembershipView membership, long generation) {
        WorkspaceId workspace = new WorkspaceId(membership.workspace().id());
        return tokens.write(new Login(user, workspace, Role.of(membership.role()), generation));
    }
}
