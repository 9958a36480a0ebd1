package dev.belfry.api.auth;

/** What a member of a workspace may do; the names are stored and annotated. */
public final class Role {

    public static final String OWNER = "owner";
    public static final String ADMIN = "admin";
    public static final String MEMBER = "member";

    private Role() {}
}
