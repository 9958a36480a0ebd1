/**
 * Links that are handed to one person and open one door once: verify an address, choose a new password, join.
 *
 * <p>A link carries a random secret of which only the hash is stored. Whoever knows the secret may use it, until it was
 * used or its time is over; unknown, used and expired links are told apart by nobody.
 */
@NullMarked
package dev.belfry.api.link;

import org.jspecify.annotations.NullMarked;
