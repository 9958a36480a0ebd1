/**
 * What judging an answer needs beyond core: JSONPath and regular expressions.
 *
 * <p>Both are chosen by a tenant and run on what a stranger sent, so neither may cost more than in proportion to the
 * answer. Expressions are RE2's, which know no backtracking; their size is bounded as well. Paths hold nothing that
 * selects a value more than once; what core's rules on paths refuse is part of that.
 */
@NullMarked
package dev.belfry.transport.answer;

import org.jspecify.annotations.NullMarked;
