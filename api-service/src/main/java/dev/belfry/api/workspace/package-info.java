/**
 * Workspaces and who belongs to them.
 *
 * <p>A workspace has an owner at every moment: the owner's role changes by handing it on, in one step, and by nothing
 * else. Whatever changes the members of a workspace does so one after the other, under a lock on its row. A new role, or
 * the loss of the membership, holds at once on the replica that wrote it and within seconds on the others; with the
 * membership go the API tokens that the member made.
 */
@NullMarked
package dev.belfry.api.workspace;

import org.jspecify.annotations.NullMarked;
