package dev.belfry.embedded.rotation;

import dev.belfry.core.secret.SecretBox;
import java.util.UUID;
import java.util.function.Function;

/** Where sealed values are stored. A table that is missing here loses its values with the next rotation. */
enum SealedTable {
    SECRET("secret", "sealed", ", key_id = ?", SecretBox::secretContext),
    NOTIFICATION_CHANNEL("notification_channel", "secret_sealed", "", SecretBox::channelContext),
    MONITOR_ADDRESS("monitor_address", "sealed", "", SecretBox::addressContext);

    private final String table;
    private final String column;
    private final String andKeyId;
    private final Function<UUID, String> context;

    SealedTable(String table, String column, String andKeyId, Function<UUID, String> context) {
        this.table = table;
        this.column = column;
        this.andKeyId = andKeyId;
        this.context = context;
    }

    String table() {
        return table;
    }

    /** What the seal of a row is bound to. */
    String context(UUID id) {
        return context.apply(id);
    }

    boolean storesKeyId() {
        return !andKeyId.isEmpty();
    }

    /** Rows behind an id, by id, whose value another key sealed; a sealed value begins with the id of its key. */
    String selectOlder() {
        return "SELECT id, %2$s FROM %1$s WHERE id > ? AND substring(%2$s FROM 1 FOR 5) <> ? ORDER BY id LIMIT ?"
                .formatted(table, column);
    }

    /** The old value is a condition, so that a value which a client stored in between stays. */
    String replace() {
        return "UPDATE %1$s SET %2$s = ?%3$s WHERE id = ? AND %2$s = ?".formatted(table, column, andKeyId);
    }
}
