/**
 * When a rule tells, and when it holds back: decisions without I/O, from values that were read under the rule's lock.
 *
 * <p>{@link dev.belfry.notifier.rule.RuleDecision} says whether an occurrence is told, and whether an outage begins or ends
 * by it; {@link dev.belfry.notifier.rule.Pace} says when a message goes out, or in which waiting one it is counted.
 *
 * <p>How many executions in a row have failed is not counted along but read from their rows, in the order of their ids,
 * which is the order of their planned times: so it does not matter in which order their ends become known, or how often.
 */
@NullMarked
package dev.belfry.notifier.rule;

import org.jspecify.annotations.NullMarked;
