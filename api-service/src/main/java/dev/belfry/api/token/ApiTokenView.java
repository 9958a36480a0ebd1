package dev.belfry.api.token;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A token without its value.
 *
 * @param prefix the beginning of the value, to recognise it by
 * @param scopes null: all that its maker's role allows
 * @param createdBy the user it stands for
 * @param expiresAt null: never; no later than that of the token that made it
 * @param lastUsedAt to the minute; null: never
 */
@Schema(name = "ListedApiToken")
public record ApiTokenView(
        UUID id,
        String name,
        String prefix,
        @Nullable List<String> scopes,
        UUID createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        Instant createdAt) {

    /** The same with another end. */
    ApiTokenView until(@Nullable Instant end) {
        return new ApiTokenView(id, name, prefix, scopes, createdBy, end, lastUsedAt, createdAt);
    }
}
