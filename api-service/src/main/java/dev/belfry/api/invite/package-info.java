/**
 * Invitations to a workspace.
 *
 * <p>Whoever has an account is a member at once. Anybody else gets a link by mail, or through the inviter where no mail
 * server is configured; following it makes the account and the membership in one step. One address is invited once to a
 * workspace: to invite it again replaces the role and the link.
 */
@NullMarked
package dev.belfry.api.invite;

import org.jspecify.annotations.NullMarked;
