/** Whom a new installation belongs to, and the token that person starts with. */
@NullMarked
package dev.belfry.local.owner;

import org.jspecify.annotations.NullMarked;
