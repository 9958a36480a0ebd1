/**
 * Texts with expressions in double braces, such as {@code {{uuid}}}.
 *
 * <p>Whoever stores a template asks for its flaws first; one with flaws is refused, so rendering meets none. Should a row
 * be older than the rules, rendering leaves what it cannot read as it stands and never fails. A rendered value is not
 * read as a template again.
 */
@NullMarked
package dev.belfry.core.template;

import org.jspecify.annotations.NullMarked;
