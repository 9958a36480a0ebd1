package dev.belfry.api.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Identity;
import dev.belfry.api.auth.IdentityCache;
import dev.belfry.api.auth.Role;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import dev.belfry.api.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who belongs to a workspace, and as what. */
@Singleton
public class MemberService {

    private final MemberRepository members;
    private final DocumentReader documents;
    private final IdentityCache identities;
    private final Pool pool;

    MemberService(MemberRepository members, DocumentReader documents, IdentityCache identities, Pool pool) {
        this.members = members;
        this.documents = documents;
        this.identities = identities;
        this.pool = pool;
    }

    public Uni<Page<MemberView>> list(WorkspaceId workspace, PageRequest page) {
        return members.list(workspace, page).map(found -> Page.of(found, page, member -> new Cursor(member.userId())));
    }

    /** Makes a user a member; 409 when the user is one. */
    public Uni<Void> add(Identity caller, UUID user, Role role) {
        return changing(
                caller,
                connection -> members.add(caller.workspace(), connection, user, role)
                        .invoke(added -> {
                            if (!added) {
                                throw Problem.conflict("this user is a member of the workspace already");
                            }
                        })
                        .replaceWithVoid());
    }

    /** Gives a member another role; 409 for the owner, 404 for whoever is no member. */
    public Uni<MemberView> changeRole(Identity caller, UUID user, ObjectNode document) {
        return changing(
                caller,
                connection -> other(caller.workspace(), connection, user).chain(member -> {
                    Role role = role(document);
                    return members.setRole(caller.workspace(), connection, user, role)
                            .replaceWith(new MemberView(
                                    user, member.name(), member.email(), role.wireName(), member.createdAt()));
                }));
    }

    private Role role(ObjectNode document) {
        MemberInput input = documents.read(document, MemberInput.class);
        return Objects.requireNonNull(input.role()).role();
    }

    /** Ends a membership, and the tokens that the member made; 409 for the owner, 404 for whoever is no member. */
    public Uni<Void> remove(Identity caller, UUID user) {
        WorkspaceId workspace = caller.workspace();
        return changing(
                caller,
                connection ->
                        other(workspace, connection, user).chain(() -> members.remove(workspace, connection, user)));
    }

    /**
     * Hands the workspace on to another member; the caller stays as an admin.
     *
     * @throws Problem 400 when the user is no member, 409 when the user is the owner
     */
    public Uni<Void> transfer(Identity caller, ObjectNode document) {
        UUID heir = Objects.requireNonNull(
                documents.read(document, TransferInput.class).userId());
        WorkspaceId workspace = caller.workspace();
        return changing(
                caller,
                connection -> members.find(workspace, connection, heir)
                        .invoke(found -> mayInherit(heir, found))
                        .chain(() -> members.setRole(workspace, connection, caller.userId(), Role.ADMIN))
                        .chain(() -> members.setRole(workspace, connection, heir, Role.OWNER)));
    }

    /**
     * Runs a change of the members, one at a time for each workspace, and only while the caller is its owner: who was
     * the owner when the request came may have handed the workspace on since.
     */
    private <T> Uni<T> changing(Identity caller, Function<SqlConnection, Uni<T>> change) {
        WorkspaceId workspace = caller.workspace();
        return Transactions.repeated(() -> pool.withTransaction(connection -> members.lock(workspace, connection)
                        .chain(() -> members.find(workspace, connection, caller.userId()))
                        .invoke(MemberService::stillOwns)
                        .chain(() -> change.apply(connection))))
                .invoke(identities::forget);
    }

    private static void stillOwns(@Nullable MemberView caller) {
        if (caller == null || !caller.role().equals(Role.OWNER.wireName())) {
            throw new Problem(ProblemCode.FORBIDDEN, "you do not own this workspace any more", List.of());
        }
    }

    private Uni<MemberView> other(WorkspaceId workspace, SqlConnection connection, UUID user) {
        return members.find(workspace, connection, user).map(found -> {
            if (found == null) {
                throw Problem.notFound("member", user);
            }
            if (found.role().equals(Role.OWNER.wireName())) {
                throw Problem.conflict("a workspace keeps its owner; hand it on by POST /v1/workspace/transfer first");
            }
            return found;
        });
    }

    private static void mayInherit(UUID heir, @Nullable MemberView found) {
        if (found == null) {
            throw Problem.invalid(new Detail("user_id", "exists", "has to be a member of this workspace", heir));
        }
        if (found.role().equals(Role.OWNER.wireName())) {
            throw Problem.conflict("this user owns the workspace already");
        }
    }
}
