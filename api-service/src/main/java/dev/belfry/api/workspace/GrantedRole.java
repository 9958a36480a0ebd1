package dev.belfry.api.workspace;

import dev.belfry.api.auth.Role;

/** A role that can be given; ownership can only be handed on. */
public enum GrantedRole {
    ADMIN(Role.ADMIN),
    MEMBER(Role.MEMBER);

    private final Role role;

    GrantedRole(Role role) {
        this.role = role;
    }

    public Role role() {
        return role;
    }
}
