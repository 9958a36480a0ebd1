package dev.belfry.api.secret;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A secret as a client sees it: all but its value.
 *
 * @param environment where it holds; always the workspace as a whole
 * @param keyVersion which key of the key set seals it, such as {@code v1}
 * @param updatedAt when its value was set
 */
@Schema(name = "Secret")
public record SecretView(
        UUID id, String name, String environment, Instant createdAt, String keyVersion, Instant updatedAt) {

    static SecretView of(Secret secret) {
        return new SecretView(
                secret.id,
                secret.name,
                "workspace",
                secret.createdAt,
                "v" + Integer.toUnsignedString(secret.keyId),
                secret.updatedAt);
    }
}
