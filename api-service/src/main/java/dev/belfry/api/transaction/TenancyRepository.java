package dev.belfry.api.transaction;

import dev.belfry.api.auth.WorkspaceId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Enters a workspace for the rest of the present transaction: no row of another one is to be seen any more. */
final class TenancyRepository {

    private static final String ENTER = "SELECT set_config('belfry.workspace', :workspace, true)";

    private TenancyRepository() {}

    static Uni<Void> enter(WorkspaceId workspace) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ENTER, String.class)
                        .setParameter("workspace", workspace.value().toString())
                        .getSingleResult())
                .replaceWithVoid();
    }
}
