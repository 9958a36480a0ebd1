/**
 * How a message reaches its receiver. One package for each type of channel; they do not know each other, and a new one is a
 * copy of a folder, a line in {@link dev.belfry.core.notification.ChannelType} and one in the notifier's list.
 *
 * <p>What they share stands here: what is told ({@link dev.belfry.notifier.channel.Notification}), the words for it
 * ({@link dev.belfry.notifier.channel.Wording}), the way over HTTP ({@link dev.belfry.notifier.channel.HttpPost}) and what an
 * answer means ({@link dev.belfry.notifier.channel.DeliveryOutcome}).
 */
@NullMarked
package dev.belfry.notifier.channel;

import org.jspecify.annotations.NullMarked;
