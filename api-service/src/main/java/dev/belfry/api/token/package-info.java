/**
 * API tokens: making, seeing and revoking them.
 *
 * <p>A token stands for its maker in one workspace, with all that the maker's role allows or with a list of scopes. It
 * can do nothing that the maker could not do, neither when it is made nor at any later moment. Its value is shown once.
 */
@NullMarked
package dev.belfry.api.token;

import org.jspecify.annotations.NullMarked;
