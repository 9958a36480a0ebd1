package dev.belfry.api.auth;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** Asks whether a login still holds. */
final class LoginRequest extends BaseAuthenticationRequest {

    private final Login login;

    LoginRequest(Login login) {
        this.login = login;
    }

    Login login() {
        return login;
    }
}
