package dev.belfry.notifier.delivery;

import dev.belfry.notifier.channel.Notification;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery whose attempt is this instance's to make.
 *
 * @param attempt the number of the attempt, from 1; the result must carry it
 * @param secretSealed null when the channel has no secret
 */
record DueDelivery(
        UUID id,
        int attempt,
        UUID channelId,
        String channelType,
        String channelConfig,
        byte @Nullable [] secretSealed,
        Notification notification) {}
