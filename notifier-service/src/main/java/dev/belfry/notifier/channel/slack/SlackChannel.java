package dev.belfry.notifier.channel.slack;

import dev.belfry.core.notification.ChannelType;
import dev.belfry.notifier.channel.Channel;
import dev.belfry.notifier.channel.ChannelAddress;
import dev.belfry.notifier.channel.DeliveryOutcome;
import dev.belfry.notifier.channel.HttpPost;
import dev.belfry.notifier.channel.Notification;
import dev.belfry.notifier.channel.Wording;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** Posts notifications to a channel of Slack. */
public final class SlackChannel implements Channel {

    private static final Set<Integer> REFUSALS = Set.of(400, 403, 404, 410);

    private final HttpPost post;

    public SlackChannel(HttpPost post) {
        this.post = post;
    }

    @Override
    public ChannelType type() {
        return ChannelType.SLACK;
    }

    @Override
    public Uni<DeliveryOutcome> send(Notification notification, ChannelAddress address) {
        SlackMessage message = SlackMessage.of(
                Wording.of(notification, address.flag("include_output")),
                address.optional("mention_text"),
                notification.circumstances().link());
        return post.json(notification.workspaceId(), address.reached(address.text("webhook_url")), message, REFUSALS);
    }
}
