package dev.belfry.api.ping;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.ping.Heartbeat.Flip;
import dev.belfry.api.ping.PingBatch.Taken;
import dev.belfry.api.transaction.WorkspaceSql;
import dev.belfry.api.value.NewId;
import dev.belfry.core.message.MonitorChanged;
import dev.belfry.core.monitor.Expectation;
import dev.belfry.core.monitor.HeartbeatSchedule;
import dev.belfry.core.monitor.MonitorState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps pings: one transaction for all that came together. */
@ApplicationScoped
class PingRepository {

    /**
     * What was committed.
     *
     * @param states the state after each ping; nothing for one whose address is gone
     * @param news of the flips that somebody may have to be told of
     */
    record Kept(List<Optional<MonitorState>> states, List<MonitorChanged> news) {}

    private final WorkspaceSql sql;
    private final NewId ids;

    PingRepository(WorkspaceSql sql, NewId ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /** Keeps all of the pings, and what they make of their monitors, or none. */
    Uni<Kept> keep(WorkspaceId workspace, List<Ping> pings) {
        return sql.transaction(workspace, in -> lock(in, workspace, pings).chain(batch -> write(in, workspace, batch)));
    }

    private static Uni<PingBatch> lock(SqlConnection in, WorkspaceId workspace, List<Ping> pings) {
        UUID[] addresses =
                pings.stream().map(ping -> ping.address().id()).distinct().toArray(UUID[]::new);
        return in.preparedQuery(PingStatements.LOCK)
                .execute(Tuple.of(workspace.value(), addresses))
                .map(rows -> batch(rows, pings));
    }

    private static PingBatch batch(RowSet<Row> rows, List<Ping> pings) {
        long nowNanos = System.nanoTime();
        Map<UUID, Heartbeat> byAddress = new HashMap<>();
        Instant now = Instant.EPOCH;
        for (Row row : rows) {
            byAddress.put(row.getUUID("address_id"), heartbeat(row));
            now = row.getOffsetDateTime("now").toInstant();
        }
        return new PingBatch(byAddress, pings, now, nowNanos);
    }

    private static Heartbeat heartbeat(Row row) {
        Integer maxRun = row.getInteger("max_run_seconds");
        Expectation expectation = new Expectation(
                HeartbeatSchedule.of(
                        row.getInteger("expected_interval_sec"), row.getString("cron"), row.getString("timezone")),
                Duration.ofSeconds(row.getInteger("grace_seconds")),
                maxRun == null ? null : Duration.ofSeconds(maxRun));
        return new Heartbeat(
                row.getUUID("id"),
                expectation,
                new Heartbeat.Stored(
                        MonitorState.of(row.getString("state")),
                        row.getOffsetDateTime("anchor_at").toInstant(),
                        instant(row, "started_at"),
                        row.getString("started_run"),
                        row.getString("later_runs"),
                        instant(row, "last_ping_at"),
                        instant(row, "next_expected_at"),
                        row.getLong("ping_count")));
    }

    private Uni<Kept> write(SqlConnection in, WorkspaceId workspace, PingBatch batch) {
        if (batch.taken().isEmpty()) {
            return Uni.createFrom().item(new Kept(batch.states(), List.of()));
        }
        Uni<?> kept = in.preparedQuery(PingStatements.KEEP).execute(keepValues(workspace, batch));
        if (batch.flips().isEmpty()) {
            return kept.replaceWith(new Kept(batch.states(), List.of()));
        }
        UUID[] flipIds = batch.flips().stream().map(flip -> ids.next()).toArray(UUID[]::new);
        return kept.chain(() ->
                        in.preparedQuery(PingStatements.FLIP).execute(flipValues(workspace, batch.flips(), flipIds)))
                .replaceWith(() -> new Kept(batch.states(), news(workspace, batch.flips(), flipIds)));
    }

    private static Tuple keepValues(WorkspaceId workspace, PingBatch batch) {
        List<Heartbeat> moved = batch.touched();
        List<Taken> taken = batch.taken();
        return Tuple.tuple()
                .addUUID(workspace.value())
                .addArrayOfUUID(moved.stream().map(Heartbeat::monitorId).toArray(UUID[]::new))
                .addArrayOfString(texts(moved, one -> one.row().state().wireName()))
                .addArrayOfOffsetDateTime(times(moved, one -> one.row().anchorAt()))
                .addArrayOfOffsetDateTime(times(moved, one -> one.row().startedAt()))
                .addArrayOfString(texts(moved, one -> one.row().startedRun()))
                .addArrayOfString(texts(moved, one -> one.row().laterRuns()))
                .addArrayOfOffsetDateTime(times(moved, one -> one.row().lastPingAt()))
                .addArrayOfOffsetDateTime(times(moved, one -> one.row().nextExpectedAt()))
                .addArrayOfLong(moved.stream().map(Heartbeat::pingCount).toArray(Long[]::new))
                .addArrayOfUUID(taken.stream().map(Taken::monitorId).toArray(UUID[]::new))
                .addArrayOfLong(taken.stream().map(Taken::number).toArray(Long[]::new))
                .addArrayOfUUID(taken.stream().map(one -> one.ping().id()).toArray(UUID[]::new))
                .addArrayOfString(texts(taken, one -> one.ping().signal().kind().wireName()))
                .addArrayOfShort(taken.stream().map(PingRepository::exitCode).toArray(Short[]::new))
                .addArrayOfString(texts(taken, one -> one.ping().run()))
                .addArrayOfOffsetDateTime(times(taken, Taken::at))
                .addArrayOfString(texts(taken, one -> one.ping().sender().method()))
                .addArrayOfString(texts(taken, one -> one.ping().sender().ip()))
                .addArrayOfString(texts(taken, one -> one.ping().sender().userAgent()))
                .addArrayOfString(texts(taken, one -> one.ping().body().text()))
                .addArrayOfBoolean(
                        taken.stream().map(one -> one.ping().body().truncated()).toArray(Boolean[]::new));
    }

    private static Tuple flipValues(WorkspaceId workspace, List<Flip> flips, UUID[] flipIds) {
        return Tuple.tuple()
                .addUUID(workspace.value())
                .addArrayOfUUID(flipIds)
                .addArrayOfUUID(flips.stream().map(Flip::monitorId).toArray(UUID[]::new))
                .addArrayOfString(texts(flips, flip -> flip.from().wireName()))
                .addArrayOfString(texts(flips, flip -> flip.to().wireName()))
                .addArrayOfString(texts(flips, Flip::reason))
                .addArrayOfOffsetDateTime(times(flips, Flip::at))
                .addArrayOfBoolean(flips.stream()
                        .map(flip -> flip.to().isReported(flip.from()))
                        .toArray(Boolean[]::new));
    }

    private static List<MonitorChanged> news(WorkspaceId workspace, List<Flip> flips, UUID[] flipIds) {
        List<MonitorChanged> news = new ArrayList<>();
        for (int i = 0; i < flips.size(); i++) {
            Flip flip = flips.get(i);
            if (flip.to().isReported(flip.from())) {
                news.add(new MonitorChanged(
                        flipIds[i],
                        workspace.value(),
                        flip.monitorId(),
                        flip.from().wireName(),
                        flip.to().wireName(),
                        flip.at()));
            }
        }
        return news;
    }

    private static @Nullable Short exitCode(Taken one) {
        Integer code = one.ping().signal().exitCode();
        return code == null ? null : code.shortValue();
    }

    private static <T> @Nullable String[] texts(List<T> all, Function<T, @Nullable String> column) {
        return all.stream().map(column).toArray(String[]::new);
    }

    private static <T> @Nullable OffsetDateTime[] times(List<T> all, Function<T, @Nullable Instant> column) {
        return all.stream()
                .map(column)
                .map(at -> at == null ? null : at.atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}
