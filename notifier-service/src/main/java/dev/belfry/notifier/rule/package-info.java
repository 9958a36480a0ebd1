/**
 * Whom to tell about a finished execution: the rules of its job that match how it ended.
 *
 * <p>One statement clears the execution's pending report and writes one delivery for each matching rule, so an execution
 * is reported once however often its news arrive. News that never arrive are made up for by a sweep over the rows that
 * are still pending.
 */
@NullMarked
package dev.belfry.notifier.rule;

import org.jspecify.annotations.NullMarked;
