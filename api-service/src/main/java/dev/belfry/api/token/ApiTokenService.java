package dev.belfry.api.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Identity;
import dev.belfry.api.auth.IdentityCache;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import dev.belfry.core.token.ApiToken;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** What may be done to API tokens. */
@Singleton
public class ApiTokenService {

    private final ApiTokenRepository tokens;
    private final ApiTokenDocument documents;
    private final IdentityCache identities;
    private final RandomGenerator random;

    ApiTokenService(
            ApiTokenRepository tokens, ApiTokenDocument documents, IdentityCache identities, RandomGenerator random) {
        this.tokens = tokens;
        this.documents = documents;
        this.identities = identities;
        this.random = random;
    }

    /** Makes a token that stands for the caller; 403 naming the scopes that the caller does not hold. */
    public Uni<NewApiTokenView> create(Identity maker, ObjectNode document) {
        ApiToken token = ApiToken.generate(random);
        ApiTokenView row = documents.row(maker, document, token);
        return tokens.insert(maker.workspace(), row, token, maker.token()).map(stored -> {
            if (stored == null) {
                throw new Problem(
                        ProblemCode.FORBIDDEN, "you left this workspace, or your token was revoked", List.of());
            }
            return NewApiTokenView.of(stored, token);
        });
    }

    public Uni<Page<ApiTokenView>> list(WorkspaceId workspace, PageRequest page) {
        return tokens.list(workspace, page).map(found -> Page.of(found, page, token -> new Cursor(token.id())));
    }

    /** Ends a token: here at once, on other replicas within seconds. */
    public Uni<Void> revoke(WorkspaceId workspace, UUID id) {
        return tokens.delete(workspace, id)
                .invoke(deleted -> {
                    if (!deleted) {
                        throw Problem.notFound("token", id);
                    }
                    identities.forget();
                })
                .replaceWithVoid();
    }
}
