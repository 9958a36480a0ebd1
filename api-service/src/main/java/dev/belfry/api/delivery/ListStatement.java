package dev.belfry.api.delivery;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.PageRequest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Selects a page of deliveries, newest first: one statement for each set of filters, so that each is planned for the index
 * that it needs. One for all would be planned once, for none of them, and read all deliveries of the workspace.
 */
final class ListStatement {

    private static final UUID LAST = new UUID(-1, -1);

    private final StringBuilder conditions = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    ListStatement(WorkspaceId workspace, DeliveryFilter filter, PageRequest page) {
        values.add(workspace.value());
        UUID before = page.before();
        where("id <", before == null ? LAST : before);
        where("channel_id =", filter.channel());
        where("monitor_id =", filter.monitor());
        where("execution_id =", filter.execution());
        if (filter.status() != null) {
            // As a constant, one of a few names: only then does the index of those not delivered come into question.
            conditions.append(" AND status = '").append(filter.status()).append('\'');
        }
        values.add(page.fetch());
    }

    /** @param select the deliveries of the workspace {@code $1} */
    String text(String select) {
        return select + conditions + " ORDER BY id DESC LIMIT $" + values.size();
    }

    Tuple values() {
        return Tuple.from(values);
    }

    private void where(String condition, @Nullable UUID value) {
        if (value != null) {
            values.add(value);
            conditions.append(" AND ").append(condition).append(" $").append(values.size());
        }
    }
}
