/**
 * Executions by any mix of filters, from any place in both directions, each with all that is known of it: for doors that
 * speak of executions in finer states than {@code status}.
 *
 * <p>What {@code execution} promises of its lists holds here as well: the order is that of the ids, a row comes once and
 * is not hidden by others that appear meanwhile, and a page looks at ten thousand rows at most, so it may be short and
 * still have more beyond it. So may one that has met a mebibyte of what programs left with their executions. Those that
 * wait for their time have an index of their own: of them alone ten thousand are looked at.
 */
@NullMarked
package dev.belfry.api.search;

import org.jspecify.annotations.NullMarked;
