package dev.belfry.notifier.channel.webhook;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.outbound.WebhookSignature;
import dev.belfry.notifier.channel.Channel;
import dev.belfry.notifier.channel.DeliveryOutcome;
import dev.belfry.notifier.channel.Notification;
import dev.belfry.transport.http.CallAccount;
import dev.belfry.transport.http.CallResult;
import dev.belfry.transport.http.CallResult.Answered;
import dev.belfry.transport.http.CallResult.Failed;
import dev.belfry.transport.http.GuardedClient;
import dev.belfry.transport.http.OutboundCall;
import dev.belfry.transport.json.WireJson;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Posts notifications to a URL. Any 2xx answer counts as delivered. */
public final class WebhookChannel implements Channel {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final GuardedClient client;
    private final Clock clock;

    public WebhookChannel(GuardedClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "webhook";
    }

    @Override
    public Uni<DeliveryOutcome> send(Notification notification, Address address) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        byte[] body = WireJson.write(WebhookBody.of(notification, now)).getBytes(StandardCharsets.UTF_8);
        String url = WireJson.read(address.config(), WebhookConfig.class).url();
        Map<String, String> headers = headers(notification, now.getEpochSecond(), body, address.secret());
        return client.call(
                        new OutboundCall("POST", url, headers, body, TIMEOUT), new Sender(notification.workspaceId()))
                .map(WebhookChannel::outcome);
    }

    /** Slow name servers hold up their own workspace's deliveries; of an answer the status says it all. */
    private record Sender(UUID owner) implements CallAccount {
        @Override
        public int keep(int bytes) {
            return 0;
        }
    }

    private static Map<String, String> headers(
            Notification notification, long unixSeconds, byte[] body, @Nullable String secret) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Belfry");
        headers.put("X-Cron-Service-Event", notification.event());
        headers.put("X-Cron-Service-Delivery", notification.deliveryId().toString());
        headers.put("X-Cron-Service-Timestamp", Long.toString(unixSeconds));
        if (secret != null) {
            headers.put("X-Cron-Service-Signature", WebhookSignature.of(secret, unixSeconds, body));
        }
        return headers;
    }

    private static DeliveryOutcome outcome(CallResult result) {
        if (result instanceof Answered answered) {
            boolean delivered = answered.status() / 100 == 2;
            return delivered
                    ? DeliveryOutcome.delivered(answered.status())
                    : DeliveryOutcome.refused(answered.status());
        }
        Failed failed = (Failed) result;
        boolean permanent = failed.code() == ErrorCode.BLOCKED_TARGET || failed.code() == ErrorCode.INVALID_TARGET;
        return DeliveryOutcome.failed(failed.code(), failed.message(), permanent);
    }
}
