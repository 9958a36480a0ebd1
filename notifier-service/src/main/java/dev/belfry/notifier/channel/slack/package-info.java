/**
 * Slack, by an incoming webhook: a text for notifications and blocks for the channel.
 *
 * <p>Limits: 3000 characters a section, 50 blocks. Slack answers 400, 403, 404 and 410 for what no repetition mends.
 */
@NullMarked
package dev.belfry.notifier.channel.slack;

import org.jspecify.annotations.NullMarked;
