package dev.belfry.api.auth;

import dev.belfry.core.token.ApiToken;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** Asks who an API token stands for. A type of its own, so that other kinds of token find their own provider. */
final class TokenRequest extends BaseAuthenticationRequest {

    private final ApiToken token;

    TokenRequest(ApiToken token) {
        this.token = token;
    }

    ApiToken token() {
        return token;
    }
}
