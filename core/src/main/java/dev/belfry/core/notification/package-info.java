/**
 * What the two sides of a notification agree on: api-service stores channels and rules, notifier-service acts on them.
 *
 * <p>{@link dev.belfry.core.notification.ChannelType} says which types of channel there are and which fields each has,
 * and {@link dev.belfry.core.notification.NotificationEvent} what can be told. Nothing of that is written twice.
 */
@NullMarked
package dev.belfry.core.notification;

import org.jspecify.annotations.NullMarked;
