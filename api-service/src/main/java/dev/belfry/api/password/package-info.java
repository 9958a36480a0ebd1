/**
 * Turns passwords into what is stored of them, and tells whether a password is the one behind it.
 *
 * <p>Argon2id (RFC 9106) with the parameters OWASP recommends: 19 MiB and two passes, some 50 ms of one core. It runs on
 * threads of its own, few enough that logins never take all cores or more memory than they are given.
 */
@NullMarked
package dev.belfry.api.password;

import org.jspecify.annotations.NullMarked;
