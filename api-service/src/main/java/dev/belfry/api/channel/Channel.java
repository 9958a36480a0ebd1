package dev.belfry.api.channel;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * The row of a channel. What is in {@code config} may be shown; what may not stands sealed beside it. Only columns that
 * were changed are written: how the channel fares is written by notifier-service at the same time.
 */
@Entity
@DynamicUpdate
@Table(name = "notification_channel")
class Channel extends PanacheEntityBase {

    @Id
    UUID id;

    @Column(name = "workspace_id", nullable = false, updatable = false)
    UUID workspaceId;

    @Column(nullable = false)
    String name;

    @Column(nullable = false)
    String type;

    @Column(nullable = false)
    @ColumnTransformer(read = "cast(config as text)", write = "cast(cast(? as text) as jsonb)")
    String config;

    @Column(name = "secret_sealed")
    byte @Nullable [] secretSealed;

    @Column(nullable = false)
    String state;

    @Column(name = "state_since")
    @Nullable
    Instant stateSince;

    @Column(name = "state_reason")
    @Nullable
    String stateReason;

    @Column(name = "failing_since")
    @Nullable
    Instant failingSince;

    @Column(name = "created_at", nullable = false, updatable = false)
    Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    Instant updatedAt;
}
