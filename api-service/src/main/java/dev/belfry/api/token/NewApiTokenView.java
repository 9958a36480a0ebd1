package dev.belfry.api.token;

import dev.belfry.core.token.ApiToken;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A token that was just made.
 *
 * @param token the value, which is shown this once
 * @param prefix the beginning of the value, to recognise it by
 * @param scopes null: all that its maker's role allows
 * @param expiresAt null: never
 */
@Schema(name = "NewApiToken")
public record NewApiTokenView(
        UUID id,
        String name,
        String token,
        String prefix,
        @Nullable List<String> scopes,
        @Nullable Instant expiresAt,
        Instant createdAt) {

    static NewApiTokenView of(ApiTokenView made, ApiToken token) {
        return new NewApiTokenView(
                made.id(),
                made.name(),
                token.value(),
                made.prefix(),
                made.scopes(),
                made.expiresAt(),
                made.createdAt());
    }
}
