package dev.belfry.notifier.channel;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** A type of channel. */
public interface Channel {

    /**
     * Where a message goes.
     *
     * @param config the channel's configuration as stored JSON, without its secret
     * @param secret the opened secret; null when the channel has none
     */
    record Address(String config, @Nullable String secret) {}

    /** The type's name, as stored. */
    String type();

    /** Sends one message. Never fails: what goes wrong is in the outcome. */
    Uni<DeliveryOutcome> send(Notification notification, Address address);
}
