package dev.belfry.api.secret;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.transaction.Transactions;
import dev.belfry.api.value.NewId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;

/** What may be done to secrets, each named by its id or its name. Each method is one transaction. */
@ApplicationScoped
public class SecretService {

    private static final String THING = "secret";

    private final SecretRepository secrets;
    private final SecretDocument documents;
    private final Clock clock;
    private final NewId ids;

    SecretService(SecretRepository secrets, SecretDocument documents, Clock clock, NewId ids) {
        this.secrets = secrets;
        this.documents = documents;
        this.clock = clock;
        this.ids = ids;
    }

    public Uni<SecretView> create(WorkspaceId workspace, ObjectNode document) {
        SecretInput input = documents.read(document);
        return Transactions.run(workspace, () -> {
                    Secret secret = secret(workspace, input);
                    byte[] sealed = documents.seal(secret, input);
                    return secrets.insert(workspace, secret, sealed)
                            .map(inserted -> stored(inserted, secret, Problem.conflict(taken(secret))));
                })
                .map(SecretView::of);
    }

    public Uni<SecretView> find(WorkspaceId workspace, String idOrName) {
        return Transactions.read(workspace, () -> existing(secrets.find(workspace, known(idOrName)), idOrName))
                .map(SecretView::of);
    }

    public Uni<Page<SecretView>> list(WorkspaceId workspace, PageRequest page) {
        return Transactions.read(workspace, () -> secrets.list(workspace, page))
                .map(found ->
                        Page.of(found, page, secret -> new Cursor(secret.id)).map(SecretView::of));
    }

    /** Replaces the value. */
    public Uni<SecretView> patch(WorkspaceId workspace, String idOrName, ObjectNode patch) {
        return Transactions.run(
                        workspace,
                        () -> existing(secrets.find(workspace, known(idOrName)), idOrName)
                                .chain(secret -> replace(workspace, secret, documents.readPatch(secret, patch))
                                        .map(done -> stored(done, secret, Problem.notFound(THING, idOrName)))))
                .map(SecretView::of);
    }

    public Uni<Void> delete(WorkspaceId workspace, String idOrName) {
        return Transactions.run(workspace, () -> secrets.delete(workspace, known(idOrName)))
                .invoke(deleted -> {
                    if (!deleted) {
                        throw Problem.notFound(THING, idOrName);
                    }
                })
                .replaceWithVoid();
    }

    private Secret secret(WorkspaceId workspace, SecretInput input) {
        Secret secret = new Secret();
        secret.id = ids.next();
        secret.workspaceId = workspace.value();
        secret.name = Objects.requireNonNull(input.name());
        secret.createdAt = clock.instant();
        secret.updatedAt = secret.createdAt;
        return secret;
    }

    private Uni<Boolean> replace(WorkspaceId workspace, Secret secret, SecretInput input) {
        secret.updatedAt = clock.instant();
        byte[] sealed = documents.seal(secret, input);
        return secrets.replace(workspace, secret, sealed);
    }

    private static Secret stored(boolean done, Secret secret, Problem otherwise) {
        if (!done) {
            throw otherwise;
        }
        return secret;
    }

    private static String taken(Secret secret) {
        return "there is a secret " + secret.name + " already; PATCH replaces its value";
    }

    /** What can be neither an id nor a name does not exist, and the database is not asked. */
    private static String known(String idOrName) {
        if (!idOrName.matches(SecretInput.NAME)) {
            throw Problem.notFound(THING, idOrName);
        }
        return idOrName;
    }

    private static Uni<Secret> existing(Uni<Secret> found, String idOrName) {
        return found.onItem().ifNull().failWith(() -> Problem.notFound(THING, idOrName));
    }
}
