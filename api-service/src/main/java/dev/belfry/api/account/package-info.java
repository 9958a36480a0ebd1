/**
 * People: how they sign up, log in and move between their workspaces.
 *
 * <p>A login answers a token for seven days, bound to one workspace. Each request asks what it allows at this moment; a
 * new password ends all logins before it. Who tries passwords is stopped after ten failures in fifteen minutes for one
 * account and one address, and learns neither by the answer nor by its time whether the account exists.
 */
@NullMarked
package dev.belfry.api.account;

import org.jspecify.annotations.NullMarked;
