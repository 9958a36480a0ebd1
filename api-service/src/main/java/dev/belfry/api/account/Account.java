package dev.belfry.api.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The row of an account.
 *
 * @param email in lower case
 * @param passwordHash null: there is no password to log in by
 * @param generation which logins hold; see {@link dev.belfry.api.auth.Login}
 */
public record Account(
        UUID id, String email, String name, @Nullable String passwordHash, String trustLevel, long generation) {

    static final String PENDING = "pending_verification";
    static final String VERIFIED = "verified";

    public boolean isVerified() {
        return trustLevel.equals(VERIFIED);
    }

    UserView view() {
        return new UserView(id, name, email, trustLevel);
    }
}
