package dev.belfry.api.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries of a workspace; null means any.
 *
 * @param status the name of a {@link DeliveryStatus}
 */
public record DeliveryFilter(
        @Nullable UUID channel,
        @Nullable UUID execution,
        @Nullable UUID monitor,
        @Nullable String status) {}
