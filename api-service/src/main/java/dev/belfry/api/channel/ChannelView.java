package dev.belfry.api.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.core.notification.ChannelType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A channel as a client sees it, without its secret.
 *
 * @param stateSince since when it is refused or off; null while it is active
 * @param stateReason why it is refused or off; null while it is active
 * @param failingSince the first failure since the last success; null when the last message arrived
 */
@Schema(name = "NotificationChannel")
public record ChannelView(
        UUID id,
        UUID workspaceId,
        String name,
        @Schema(implementation = ChannelType.class) String type,
        @Schema(type = SchemaType.OBJECT) JsonNode config,

        @Schema(implementation = ChannelInput.State.class) String state,

        @Nullable Instant stateSince,
        @Nullable String stateReason,
        @Nullable Instant failingSince,
        Instant createdAt,
        Instant updatedAt) {}
