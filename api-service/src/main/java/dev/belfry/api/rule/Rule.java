package dev.belfry.api.rule;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The row of a rule. */
@Entity
@Table(name = "notification_rule")
class Rule extends PanacheEntityBase {

    @Id
    UUID id;

    @Column(name = "workspace_id", nullable = false)
    UUID workspaceId;

    @Column(name = "job_id", nullable = false)
    UUID jobId;

    @Column(name = "channel_id", nullable = false)
    UUID channelId;

    @Column(nullable = false)
    String event;

    @Column(name = "created_at", nullable = false)
    Instant createdAt;
}
