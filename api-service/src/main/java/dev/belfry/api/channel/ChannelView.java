package dev.belfry.api.channel;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A channel as a client sees it, without its secret. */
@Schema(name = "NotificationChannel")
public record ChannelView(
        UUID id,
        UUID workspaceId,
        String name,
        @Schema(implementation = ChannelInput.Type.class) String type,
        Config config,
        Instant createdAt,
        Instant updatedAt) {

    /** @param secretConfigured whether messages are signed */
    @Schema(name = "WebhookConfigView")
    public record Config(String url, boolean secretConfigured) {}
}
