/** API tokens: what they look like and what of them is stored. */
@NullMarked
package dev.belfry.core.token;

import org.jspecify.annotations.NullMarked;
