package dev.belfry.api.secret;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The row of a secret, without the sealed value: this service writes it, by statements of its own, and never reads it. */
@Entity
@Immutable
@Table(name = "secret")
class Secret extends PanacheEntityBase {

    @Id
    UUID id;

    @Column(name = "workspace_id", nullable = false, updatable = false)
    UUID workspaceId;

    @Column(nullable = false, updatable = false)
    String name;

    /** Of the key that sealed its value. */
    @Column(name = "key_id", nullable = false)
    int keyId;

    @Column(name = "created_at", nullable = false, updatable = false)
    Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    Instant updatedAt;
}
