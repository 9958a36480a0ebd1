package dev.belfry.notifier.delivery;

import dev.belfry.notifier.channel.Notification;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery whose attempt is this instance's to make.
 *
 * @param attempt the number of the attempt, from 1; the result must carry it
 * @param attemptOfRound the same, counted from when somebody asked for it to be delivered again
 * @param secretSealed null when the channel has no secret
 * @param owner the address of an owner to write to instead of the channel; null when it goes to the channel, or nobody
 *     is that owner any more
 * @param isToOwner whether it goes to an owner
 * @param isChannelOff whether nothing is to be sent, because the channel is switched off
 */
record DueDelivery(
        UUID id,
        int attempt,
        int attemptOfRound,
        UUID channelId,
        String channelType,
        String channelConfig,
        byte @Nullable [] secretSealed,
        @Nullable String owner,
        boolean isToOwner,
        boolean isChannelOff,
        Notification notification) {}
