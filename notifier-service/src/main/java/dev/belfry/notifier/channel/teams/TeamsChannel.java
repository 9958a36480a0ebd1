package dev.belfry.notifier.channel.teams;

import dev.belfry.core.notification.ChannelType;
import dev.belfry.notifier.channel.Channel;
import dev.belfry.notifier.channel.ChannelAddress;
import dev.belfry.notifier.channel.DeliveryOutcome;
import dev.belfry.notifier.channel.HttpPost;
import dev.belfry.notifier.channel.Notification;
import dev.belfry.notifier.channel.Wording;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** Posts notifications to a channel or a chat of Microsoft Teams. */
public final class TeamsChannel implements Channel {

    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 404, 410, 413);

    private final HttpPost post;

    public TeamsChannel(HttpPost post) {
        this.post = post;
    }

    @Override
    public ChannelType type() {
        return ChannelType.TEAMS;
    }

    @Override
    public Uni<DeliveryOutcome> send(Notification notification, ChannelAddress address) {
        Wording wording = Wording.of(notification, address.flag("include_output"));
        return post.json(
                notification.workspaceId(),
                address.reached(address.text("webhook_url")),
                TeamsCard.of(wording, notification.circumstances().link()),
                REFUSALS);
    }
}
