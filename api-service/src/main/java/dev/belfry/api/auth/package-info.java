/**
 * Who calls: an API token becomes a workspace and a role.
 *
 * <p>{@link dev.belfry.api.auth.WorkspaceId} is the only key to any row: each repository takes it first, and it is born
 * here alone. A member may read; owners and admins may write.
 */
@NullMarked
package dev.belfry.api.auth;

import org.jspecify.annotations.NullMarked;
