/**
 * How jobs name secrets, and how a value that was sent is kept out of everything that is recorded.
 *
 * <p>{@code secret://name} stands anywhere in a header's value, alone or inside text. The name is the longest run of
 * letters, digits, {@code _}, {@code .} and {@code -} that follows: a dot at the end of a sentence belongs to it. A run of
 * more than 128 characters is no reference.
 */
@NullMarked
package dev.belfry.core.secret.reference;

import org.jspecify.annotations.NullMarked;
