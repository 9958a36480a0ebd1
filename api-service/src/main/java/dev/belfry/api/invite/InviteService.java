package dev.belfry.api.invite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.account.Account;
import dev.belfry.api.account.AccountService;
import dev.belfry.api.auth.Identity;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.link.LinkSecret;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import dev.belfry.api.workspace.GrantedRole;
import dev.belfry.api.workspace.MemberService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Invites people. */
@Singleton
public class InviteService {

    private final InviteRepository invites;
    private final InviteDocument documents;
    private final InviteLetters letters;
    private final AccountService accounts;
    private final MemberService members;

    InviteService(
            InviteRepository invites,
            InviteDocument documents,
            InviteLetters letters,
            AccountService accounts,
            MemberService members) {
        this.invites = invites;
        this.documents = documents;
        this.letters = letters;
        this.accounts = accounts;
        this.members = members;
    }

    /** Makes a member of who has an account, and sends a link to who has none. */
    public Uni<InviteView> invite(Identity caller, ObjectNode document) {
        InviteDocument.Wish wish = documents.read(document);
        return accounts.findByEmail(wish.email())
                .chain(account -> account == null ? send(caller, wish) : join(caller, account, wish.role()));
    }

    /** Not before the address is verified: whoever signed up with it may not be who reads its mail. */
    private Uni<InviteView> join(Identity caller, Account account, GrantedRole role) {
        if (!account.isVerified()) {
            throw Problem.conflict(
                    "the account of " + account.email() + " is not verified yet; invite it again once it is");
        }
        return members.add(caller, account.id(), role.role())
                .chain(() -> invites.deleteByEmail(caller.workspace(), account.email()))
                .replaceWith(InviteView.joined(account.email(), role.role().wireName(), account.id()));
    }

    private Uni<InviteView> send(Identity caller, InviteDocument.Wish wish) {
        LinkSecret secret = documents.newSecret();
        return invites.put(caller.workspace(), documents.row(wish, secret, caller.userId(), letters.lifetime()))
                .chain(invite -> {
                    if (invite == null) {
                        throw new Problem(ProblemCode.FORBIDDEN, "you do not own this workspace any more", List.of());
                    }
                    return letters.deliver(invite, secret).map(url -> InviteView.pending(invite, url));
                });
    }

    public Uni<Page<InviteView>> list(WorkspaceId workspace, PageRequest page) {
        return invites.list(workspace, page)
                .map(found -> Page.of(found, page, invite -> new Cursor(invite.id()))
                        .map(invite -> InviteView.pending(invite, null)));
    }

    /** Takes an invitation back: its link opens nothing any more. */
    public Uni<Void> delete(WorkspaceId workspace, UUID id) {
        return invites.delete(workspace, id)
                .invoke(deleted -> {
                    if (!deleted) {
                        throw Problem.notFound("invite", id);
                    }
                })
                .replaceWithVoid();
    }
}
