package dev.belfry.notifier.channel.pagerduty;

import dev.belfry.core.notification.ChannelType;
import dev.belfry.notifier.channel.Channel;
import dev.belfry.notifier.channel.ChannelAddress;
import dev.belfry.notifier.channel.DeliveryOutcome;
import dev.belfry.notifier.channel.HttpPost;
import dev.belfry.notifier.channel.Notification;
import dev.belfry.notifier.channel.Wording;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** Sends notifications as events to PagerDuty. */
public final class PagerDutyChannel implements Channel {

    private static final String API = "https://events.pagerduty.com";
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 404, 413);

    private final HttpPost post;

    public PagerDutyChannel(HttpPost post) {
        this.post = post;
    }

    @Override
    public ChannelType type() {
        return ChannelType.PAGERDUTY;
    }

    @Override
    public Uni<DeliveryOutcome> send(Notification notification, ChannelAddress address) {
        Wording wording = Wording.of(notification, address.flag("include_output"));
        PagerDutyEvent event = PagerDutyEvent.of(address.text("routing_key"), notification, wording);
        return post.json(notification.workspaceId(), address.reached(API + "/v2/enqueue"), event, REFUSALS);
    }
}
