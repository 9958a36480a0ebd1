/**
 * PagerDuty, by its Events API, version 2: bad news trigger an alert, good news resolve it. All news of one job or monitor
 * share one {@code dedup_key}, so that there is one alert of each. That an execution was late is a warning of its own.
 *
 * <p>Limits: summary 1024 characters, dedup_key 255, the event 512 KB.
 */
@NullMarked
package dev.belfry.notifier.channel.pagerduty;

import org.jspecify.annotations.NullMarked;
