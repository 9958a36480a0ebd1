package dev.belfry.api.auth;

import java.util.UUID;

/**
 * What the token of a login says.
 *
 * @param role at the time of the login, for the client's eyes: what counts is the role of this moment
 * @param generation the account's {@code logins_from} in microseconds; with another one the token counts for nothing, so
 *     that a change of the password ends every login, whatever the clocks say
 */
public record Login(UUID user, WorkspaceId workspace, Role role, long generation) {}
