package dev.belfry.api.monitor;

import dev.belfry.api.address.NewAddress;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.monitor.Monitor.Definition;
import dev.belfry.api.monitor.Monitor.Progress;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.transaction.Transactions;
import dev.belfry.api.transaction.WorkspaceSql;
import dev.belfry.api.value.NewId;
import dev.belfry.core.monitor.MonitorState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The monitors of one workspace, each with its addresses. */
@ApplicationScoped
class MonitorRepository {

    /** A sealed token as it is stored. */
    record Sealed(UUID addressId, byte[] token) {}

    /** A monitor as it is stored. */
    record Found(Monitor monitor, Sealed ping, Sealed badge) {}

    /** Decides what becomes of a locked monitor. */
    interface Change {
        MonitorChange of(Monitor monitor);
    }

    private final WorkspaceSql sql;
    private final NewId ids;

    MonitorRepository(WorkspaceSql sql, NewId ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /** Stores a new monitor; answers false when the workspace has that many already. */
    Uni<Boolean> insert(WorkspaceId workspace, Monitor monitor, List<NewAddress> addresses, int most) {
        Definition told = monitor.definition();
        Tuple values = Tuple.of(workspace.value(), monitor.id(), told.name(), told.expectedIntervalSec())
                .addValue(told.cron())
                .addValue(told.timezone())
                .addValue(told.graceSeconds())
                .addValue(told.maxRunSeconds())
                .addValue(time(monitor.createdAt()))
                .addValue(time(monitor.progress().nextExpectedAt()))
                .addValue(most)
                .addArrayOfUUID(addresses.stream().map(NewAddress::id).toArray(UUID[]::new))
                .addArrayOfString(
                        addresses.stream().map(one -> one.purpose().wireName()).toArray(String[]::new))
                .addValue(
                        addresses.stream().map(one -> Buffer.buffer(one.hash())).toArray(Buffer[]::new))
                .addValue(addresses.stream()
                        .map(one -> Buffer.buffer(one.sealed()))
                        .toArray(Buffer[]::new));
        return sql.query(workspace, MonitorStatements.INSERT, values).map(rows -> rows.rowCount() > 0);
    }

    Uni<Optional<Found>> find(WorkspaceId workspace, UUID id) {
        return sql.query(workspace, MonitorStatements.FIND, Tuple.of(workspace.value(), id))
                .map(rows -> found(rows).stream().findFirst());
    }

    Uni<List<Found>> list(WorkspaceId workspace, PageRequest page) {
        return sql.query(workspace, MonitorStatements.LIST, Tuple.of(workspace.value(), page.before(), page.fetch()))
                .map(MonitorRepository::found);
    }

    /** Changes a monitor under its lock; answers it as it is then. */
    Uni<Optional<Found>> change(WorkspaceId workspace, UUID id, Change change) {
        return Transactions.repeated(() -> sql.transaction(
                workspace,
                in -> in.preparedQuery(MonitorStatements.LOCK)
                        .execute(Tuple.of(workspace.value(), id))
                        .map(rows -> found(rows).stream().findFirst())
                        .chain(found -> found.isEmpty()
                                ? Uni.createFrom().item(found)
                                : write(in, workspace, found.get(), change))));
    }

    private Uni<Optional<Found>> write(SqlConnection in, WorkspaceId workspace, Found found, Change change) {
        MonitorChange decided = change.of(found.monitor());
        Monitor changed = decided.monitor();
        Uni<?> written = in.preparedQuery(MonitorStatements.UPDATE).execute(updateValues(workspace, changed));
        if (changed.state() != found.monitor().state()) {
            Tuple flip = Tuple.of(
                            workspace.value(),
                            changed.id(),
                            ids.next(),
                            found.monitor().state().wireName())
                    .addValue(changed.state().wireName())
                    .addValue(decided.reason())
                    .addValue(time(changed.updatedAt()));
            written =
                    written.chain(() -> in.preparedQuery(MonitorStatements.FLIP).execute(flip));
        }
        return written.replaceWith(Optional.of(new Found(changed, found.ping(), found.badge())));
    }

    /** Replaces the token of an address; answers whether there is such a monitor. */
    Uni<Boolean> readdress(WorkspaceId workspace, UUID id, NewAddress address) {
        Tuple values = Tuple.of(
                        workspace.value(), id, address.id(), address.purpose().wireName())
                .addValue(Buffer.buffer(address.hash()))
                .addValue(Buffer.buffer(address.sealed()));
        return sql.query(workspace, MonitorStatements.READDRESS, values).map(rows -> rows.rowCount() > 0);
    }

    /** Deletes a monitor with its pings, flips and addresses; answers whether it was there. */
    Uni<Boolean> delete(WorkspaceId workspace, UUID id) {
        return sql.query(workspace, MonitorStatements.DELETE, Tuple.of(workspace.value(), id))
                .map(rows -> rows.rowCount() > 0);
    }

    Uni<Boolean> exists(WorkspaceId workspace, UUID id) {
        return sql.query(workspace, MonitorStatements.EXISTS, Tuple.of(workspace.value(), id))
                .map(rows -> rows.size() > 0);
    }

    private static Tuple updateValues(WorkspaceId workspace, Monitor monitor) {
        Definition told = monitor.definition();
        Progress progress = monitor.progress();
        return Tuple.of(workspace.value(), monitor.id(), told.name(), told.expectedIntervalSec())
                .addValue(told.cron())
                .addValue(told.timezone())
                .addValue(told.graceSeconds())
                .addValue(told.maxRunSeconds())
                .addValue(monitor.state().wireName())
                .addValue(time(progress.anchorAt()))
                .addValue(time(progress.startedAt()))
                .addValue(time(progress.nextExpectedAt()))
                .addValue(time(monitor.updatedAt()));
    }

    private static List<Found> found(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Found(monitor(row), sealed(row, "ping"), sealed(row, "badge")))
                .toList();
    }

    private static Monitor monitor(Row row) {
        return new Monitor(
                row.getUUID("id"),
                row.getUUID("workspace_id"),
                new Definition(
                        row.getString("name"),
                        row.getInteger("expected_interval_sec"),
                        row.getString("cron"),
                        row.getString("timezone"),
                        row.getInteger("grace_seconds"),
                        row.getInteger("max_run_seconds")),
                MonitorState.of(row.getString("state")),
                new Progress(
                        row.getOffsetDateTime("anchor_at").toInstant(),
                        instant(row, "last_ping_at"),
                        instant(row, "started_at"),
                        instant(row, "next_expected_at"),
                        row.getLong("ping_count")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static Sealed sealed(Row row, String purpose) {
        return new Sealed(
                row.getUUID(purpose + "_id"), row.getBuffer(purpose + "_sealed").getBytes());
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}
