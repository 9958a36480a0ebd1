package dev.belfry.api.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What only tells whoever asked what was asked, as it is stored.
 *
 * @param test whether it was only a test; null for no
 * @param ttl how long it might wait for its beginning, in the asker's words
 * @param idempotencyKey the key in the asker's words
 * @param metadata what was kept with it when it was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Asked(
        @Nullable Boolean test,
        @Nullable String ttl,
        @Nullable String idempotencyKey,
        @Nullable ObjectNode metadata) {

    public static final Asked NOTHING = new Asked(null, null, null, null);

    public boolean wasTest() {
        return Boolean.TRUE.equals(test);
    }
}
