/**
 * Who calls, and what the caller may do: an API token becomes an {@link dev.belfry.api.auth.Identity}, an endpoint names
 * the {@link dev.belfry.api.auth.Scope} it {@link dev.belfry.api.auth.Requires}, and {@link dev.belfry.api.auth.Access}
 * decides, for every surface alike.
 *
 * <p>{@link dev.belfry.api.auth.WorkspaceId} is the only key to a tenant's rows: their repositories take it first.
 */
@NullMarked
package dev.belfry.api.auth;

import org.jspecify.annotations.NullMarked;
