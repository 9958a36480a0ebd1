/**
 * Turns what happened into deliveries: finished executions and flips of monitors meet the rules that concern them.
 *
 * <p>One transaction takes the pending report from a row, finds the rules (of the job or monitor, and of the workspace),
 * locks those that remember what they told, decides, and writes the deliveries. So each occurrence is decided once for each
 * rule, however often its news arrive, and whoever dies in the middle has done nothing. News that never arrive are made up
 * for by a sweep over the rows that are still pending.
 *
 * <p>News that end something speak for the alerts of it that still wait, or go out behind them: nobody hears of an end first
 * and of its beginning after it.
 *
 * <pre>
 *  execution.finished ─┐                                     ┌▶ notification_delivery (pending, or folded into another)
 *  monitor.changed ────┼▶ RuleMatcher ─▶ Matching ─ decides ─┼▶ notification_outage (what may have to be reminded of)
 *  sweeps ─────────────┘                                     └▶ notification_rule (its pace)
 * </pre>
 */
@NullMarked
package dev.belfry.notifier.match;

import org.jspecify.annotations.NullMarked;
