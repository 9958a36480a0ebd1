package dev.belfry.notifier.channel.discord;

import dev.belfry.core.notification.ChannelType;
import dev.belfry.notifier.channel.Channel;
import dev.belfry.notifier.channel.ChannelAddress;
import dev.belfry.notifier.channel.DeliveryOutcome;
import dev.belfry.notifier.channel.HttpPost;
import dev.belfry.notifier.channel.Notification;
import dev.belfry.notifier.channel.Wording;
import io.smallrye.mutiny.Uni;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Posts notifications to a channel or a thread of Discord. */
public final class DiscordChannel implements Channel {

    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 404, 410);

    private final HttpPost post;

    public DiscordChannel(HttpPost post) {
        this.post = post;
    }

    @Override
    public ChannelType type() {
        return ChannelType.DISCORD;
    }

    @Override
    public Uni<DeliveryOutcome> send(Notification notification, ChannelAddress address) {
        String url = address.reached(address.text("webhook_url"));
        // Asked to wait, Discord says what became of the message, and not only that it has taken it.
        String thread = address.optional("thread_id")
                .map(id -> "&thread_id=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                .orElse("");
        DiscordMessage message =
                DiscordMessage.of(Wording.of(notification, address.flag("include_output")), notification);
        return post.json(
                notification.workspaceId(),
                url + (url.contains("?") ? "&" : "?") + "wait=true" + thread,
                message,
                REFUSALS);
    }
}
