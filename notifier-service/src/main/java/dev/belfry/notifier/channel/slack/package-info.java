/**
 * Slack, by an incoming webhook: a text for notifications and blocks for the channel.
 *
 * <p>Limits: 150 characters the header, 3000 a section, 50 blocks. Slack answers 400, 403, 404 and 410 for what no repetition mends.
 */
@NullMarked
package dev.belfry.notifier.channel.slack;

import org.jspecify.annotations.NullMarked;
