package dev.belfry.api.auth;

import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;

/** Who makes the present request. Only behind an endpoint that asks for authentication. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;

    public Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    public Identity identity() {
        Identity who = identity.getAttribute(TokenIdentityProvider.IDENTITY);
        if (who == null) {
            throw new IllegalStateException("an endpoint without @Authenticated asked who calls");
        }
        return who;
    }

    /**
     * Who calls, provided that it is a person who logged in: what concerns the account itself, and not one workspace, is
     * in no API token's power.
     */
    public Login login() {
        Login login = identity.getAttribute(LoginIdentityProvider.LOGIN);
        if (login == null) {
            throw new Problem(
                    ProblemCode.FORBIDDEN,
                    "an API token cannot do this; log in by POST /v1/auth/login and use the token it answers",
                    List.of());
        }
        return login;
    }

    /** Whether the caller is a person who logged in, as opposed to an API token. */
    public boolean isLogin() {
        return identity.getAttribute(LoginIdentityProvider.LOGIN) != null;
    }

    public WorkspaceId workspace() {
        return identity().workspace();
    }
}
