package dev.belfry.api.secret;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.value.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The secrets of one workspace, found by id or by name. */
@ApplicationScoped
class SecretRepository {

    private static final String BY_ID = "workspaceId = ?1 and id = ?2";
    private static final String BY_NAME = "workspaceId = ?1 and name = ?2";

    // Two requests for the same name meet in the constraint: the second waits and then inserts nothing.
    private static final String INSERT = """
            INSERT INTO secret (id, workspace_id, name, sealed, key_id, created_at, updated_at)
            VALUES (:id, :workspace, :name, :sealed, :key, :created, :updated)
            ON CONFLICT ON CONSTRAINT secret_name_once DO NOTHING
            """;

    // Neither waits for a rotation of the keys nor is undone by one: that seals anew only what is still as it read it.
    private static final String REPLACE = """
            UPDATE secret SET sealed = :sealed, key_id = :key, updated_at = :updated
            WHERE id = :id AND workspace_id = :workspace
            """;

    /** Stores a new secret; false when its name is taken. */
    Uni<Boolean> insert(WorkspaceId workspace, Secret secret, byte[] sealed) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INSERT)
                        .setParameter("id", secret.id)
                        .setParameter("workspace", workspace.value())
                        .setParameter("name", secret.name)
                        .setParameter("sealed", sealed)
                        .setParameter("key", secret.keyId)
                        .setParameter("created", secret.createdAt)
                        .setParameter("updated", secret.updatedAt)
                        .executeUpdate())
                .map(count -> count > 0);
    }

    /** Gives a secret another sealed value; false when it is gone. */
    Uni<Boolean> replace(WorkspaceId workspace, Secret secret, byte[] sealed) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REPLACE)
                        .setParameter("id", secret.id)
                        .setParameter("workspace", workspace.value())
                        .setParameter("sealed", sealed)
                        .setParameter("key", secret.keyId)
                        .setParameter("updated", secret.updatedAt)
                        .executeUpdate())
                .map(count -> count > 0);
    }

    Uni<@Nullable Secret> find(WorkspaceId workspace, String idOrName) {
        return Ids.parse(idOrName)
                .map(id -> Secret.<Secret>find(BY_ID, workspace.value(), id))
                .orElseGet(() -> Secret.find(BY_NAME, workspace.value(), idOrName))
                .firstResult();
    }

    Uni<List<Secret>> list(WorkspaceId workspace, PageRequest page) {
        var found = page.before() == null
                ? Secret.<Secret>find("workspaceId = ?1 order by id desc", workspace.value())
                : Secret.<Secret>find(
                        "workspaceId = ?1 and id < ?2 order by id desc", workspace.value(), page.before());
        return found.page(0, page.fetch()).list();
    }

    Uni<Boolean> delete(WorkspaceId workspace, String idOrName) {
        return Ids.parse(idOrName)
                .map(id -> Secret.delete(BY_ID, workspace.value(), id))
                .orElseGet(() -> Secret.delete(BY_NAME, workspace.value(), idOrName))
                .map(count -> count > 0);
    }
}
