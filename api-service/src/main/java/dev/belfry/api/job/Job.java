package dev.belfry.api.job;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/**
 * The row of a job. JSON columns are texts here: the driver's own JSON types would round numbers on the way.
 */
@Entity
@Table(name = "job")
class Job extends PanacheEntityBase {

    @Id
    UUID id;

    @Column(name = "workspace_id", nullable = false, updatable = false)
    UUID workspaceId;

    @Column(nullable = false)
    String name;

    @Column(nullable = false)
    String kind;

    @Column(nullable = false)
    String state;

    @Column(nullable = false)
    @ColumnTransformer(read = "cast(schedule as text)", write = "cast(cast(? as text) as jsonb)")
    String schedule;

    @Column(nullable = false)
    @ColumnTransformer(read = "cast(request as text)", write = "cast(cast(? as text) as json)")
    String request;

    @Column(name = "retry_policy", nullable = false)
    @ColumnTransformer(read = "cast(retry_policy as text)", write = "cast(cast(? as text) as jsonb)")
    String retryPolicy;

    @Column(name = "response_output_template")
    @ColumnTransformer(read = "cast(response_output_template as text)", write = "cast(cast(? as text) as json)")
    @Nullable
    String responseOutputTemplate;

    @Column(nullable = false)
    String[] tags;

    @Column(name = "concurrency_limit")
    @Nullable
    Integer concurrencyLimit;

    @Column(nullable = false)
    String overlap;

    /** Follows from the request, for those who make the call. */
    @Column(name = "secret_names", nullable = false)
    String[] secretNames;

    @Column(name = "idempotency_key", updatable = false)
    @Nullable
    String idempotencyKey;

    @Column(name = "anchor_at", nullable = false)
    Instant anchorAt;

    @Column(nullable = false)
    int plan;

    @Column(name = "created_at", nullable = false, updatable = false)
    Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    Instant updatedAt;
}
