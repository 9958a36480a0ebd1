package dev.belfry.api.auth;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a person is in a workspace. The wire and the database carry the lower-case name. */
public enum Role {
    /** May do everything. Each workspace has at least one. */
    OWNER(EnumSet.allOf(Scope.class)),
    /** May do everything but make tokens and change the workspace itself. */
    ADMIN(EnumSet.complementOf(EnumSet.of(Scope.TOKENS_WRITE, Scope.WORKSPACE_WRITE))),
    /** May read. */
    MEMBER(EnumSet.copyOf(Arrays.stream(Scope.values()).filter(Scope::isRead).toList()));

    private final Set<Scope> scopes;

    Role(Set<Scope> scopes) {
        this.scopes = scopes;
    }

    /** @throws IllegalArgumentException when there is no such role */
    public static Role of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    public boolean allows(Scope scope) {
        return scopes.contains(scope);
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
