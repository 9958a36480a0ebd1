/**
 * The addresses of a monitor that open without a login: the one that is pinged and the one of its badge. Whoever knows
 * the token in it may ping, or see the state, and nothing else.
 *
 * <p>A token is looked up by its hash, so that nobody who reads the database can ping. It stands there sealed besides,
 * because a monitor's {@code ping_url} is shown to its workspace again and again. It lies outside of the wall between
 * workspaces: the token is what tells which one to enter.
 *
 * <p>Where a token led is remembered, and whoever goes there has to find the address still there: a new token makes the
 * old one void at once, on every replica.
 */
@NullMarked
package dev.belfry.api.address;

import org.jspecify.annotations.NullMarked;
