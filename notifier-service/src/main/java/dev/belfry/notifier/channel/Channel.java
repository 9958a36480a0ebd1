package dev.belfry.notifier.channel;

import dev.belfry.core.notification.ChannelType;
import io.smallrye.mutiny.Uni;

/** A type of channel. */
public interface Channel {

    ChannelType type();

    /**
     * Sends one message, called on a Vert.x context. Never fails but by a mistake of ours: what goes wrong on the way is in
     * the outcome.
     */
    Uni<DeliveryOutcome> send(Notification notification, ChannelAddress address);
}
