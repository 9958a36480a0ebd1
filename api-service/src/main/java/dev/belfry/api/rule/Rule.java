package dev.belfry.api.rule;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** The row of a rule. Changed by a statement of its own; what the notifier keeps in it is not mapped. */
@Entity
@Table(name = "notification_rule")
class Rule extends PanacheEntityBase {

    @Id
    UUID id;

    @Column(name = "workspace_id", nullable = false)
    UUID workspaceId;

    @Column(name = "job_id")
    @Nullable
    UUID jobId;

    @Column(name = "monitor_id")
    @Nullable
    UUID monitorId;

    @Column
    @Nullable
    String tag;

    @Column(name = "channel_id", nullable = false)
    UUID channelId;

    @Column(nullable = false)
    String event;

    @Column(name = "after_failures")
    @Nullable
    Integer afterFailures;

    @Column(name = "min_interval_minutes")
    @Nullable
    Integer minIntervalMinutes;

    @Column(name = "remind_hours")
    @Nullable
    Integer remindHours;

    @Column(name = "late_seconds")
    @Nullable
    Integer lateSeconds;

    @Column(name = "quiet_hours")
    @ColumnTransformer(read = "cast(quiet_hours as text)")
    @Nullable
    String quietHours;

    @Column(name = "created_at", nullable = false)
    Instant createdAt;
}
