/**
 * Notification channels: where to tell. Which fields a channel has, and which of them are secret, is said by
 * {@link dev.belfry.core.notification.ChannelType}. Secrets are sealed before they are stored and never come back.
 *
 * <p>How a channel fares (active, refused, off) is written by notifier-service; people switch it off and on.
 */
@NullMarked
package dev.belfry.api.channel;

import org.jspecify.annotations.NullMarked;
