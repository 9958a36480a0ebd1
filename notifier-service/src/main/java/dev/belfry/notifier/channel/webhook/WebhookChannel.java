package dev.belfry.notifier.channel.webhook;

import dev.belfry.core.notification.ChannelType;
import dev.belfry.core.outbound.StandardWebhook;
import dev.belfry.core.outbound.WebhookSignature;
import dev.belfry.notifier.channel.Channel;
import dev.belfry.notifier.channel.ChannelAddress;
import dev.belfry.notifier.channel.DeliveryOutcome;
import dev.belfry.notifier.channel.HttpPost;
import dev.belfry.notifier.channel.Notification;
import dev.belfry.transport.json.WireJson;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Posts notifications to a URL. Any 2xx answer counts as delivered. */
public final class WebhookChannel implements Channel {

    private static final Set<Integer> REFUSALS = Set.of(404, 410);

    private final HttpPost post;
    private final Clock clock;

    public WebhookChannel(HttpPost post, Clock clock) {
        this.post = post;
        this.clock = clock;
    }

    @Override
    public ChannelType type() {
        return ChannelType.WEBHOOK;
    }

    @Override
    public Uni<DeliveryOutcome> send(Notification notification, ChannelAddress address) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        byte[] body = WireJson.write(WebhookBody.of(notification, now)).getBytes(StandardCharsets.UTF_8);
        return post.bytes(
                notification.workspaceId(),
                address.text("url"),
                headers(notification, now, body, address),
                body,
                REFUSALS);
    }

    private static Map<String, String> headers(
            Notification notification, Instant now, byte[] body, ChannelAddress address) {
        String id = notification.deliveryId().toString();
        long seconds = now.getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Cron-Service-Event", notification.event());
        headers.put("X-Cron-Service-Delivery", id);
        headers.put("X-Cron-Service-Timestamp", Long.toString(seconds));
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(seconds));
        Optional<String> secret = address.optional("secret");
        Optional<String> previous = previousSecret(address, now);
        secret.ifPresent(key -> headers.put("X-Cron-Service-Signature", WebhookSignature.of(key, seconds, body)));
        previous.ifPresent(
                key -> headers.put("X-Cron-Service-Signature-Previous", WebhookSignature.of(key, seconds, body)));
        String signatures = Stream.of(secret, previous)
                .flatMap(Optional::stream)
                .flatMap(key -> StandardWebhook.signature(key, id, seconds, body).stream())
                .collect(Collectors.joining(" "));
        if (!signatures.isEmpty()) {
            headers.put("webhook-signature", signatures);
        }
        return headers;
    }

    /** The secret before the present one, while it counts. */
    private static Optional<String> previousSecret(ChannelAddress address, Instant now) {
        return address.optional(ChannelType.PREVIOUS_SECRET_UNTIL)
                .filter(until -> now.isBefore(Instant.parse(until)))
                .flatMap(until -> address.optional(ChannelType.PREVIOUS_SECRET))
                .filter(secret -> !secret.isEmpty());
    }
}
