package dev.belfry.executor.execution;

import static java.util.stream.Collectors.toMap;

import dev.belfry.transport.json.WireJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The executor's hand on the table {@code execution}: one statement for each batch. */
public final class ExecutionRepository {

    private static final UUID NO_ID = new UUID(0, 0);

    /** Byte by byte; Java takes the two halves for signed numbers. */
    private static final Comparator<UUID> AS_POSTGRESQL_DOES = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    /** What a job says up to this many bytes is read with its claim. Nearly all of them are shorter. */
    public static final int READ_WITH_CLAIM = 4 * 1024;

    private final Pool pool;
    private final String claimedBy;

    /**
     * The statements as one instance makes them.
     *
     * @param claimedBy its name, which no other instance ever has: what it claimed, it alone may report
     */
    public ExecutionRepository(Pool pool, String claimedBy) {
        this.pool = pool;
        this.claimedBy = claimedBy;
    }

    /** Runs each statement once on nothing, so that the first execution does not wait for its planning. */
    public Uni<Void> warmUp() {
        return claim(List.of(), Duration.ZERO, Duration.ZERO)
                .chain(() -> unchanged(List.of()))
                .chain(() -> read(List.of()))
                .chain(() -> report(List.of()))
                .replaceWithVoid();
    }

    /**
     * Claims those of the executions that are still queued, except the first attempts of jobs with a limit. What this
     * executor has claimed before, it may claim again. What their jobs say comes along where it is no longer than
     * {@link #READ_WITH_CLAIM}.
     *
     * @param ahead how long before its time an execution may be claimed; its lease counts from its time then
     */
    public Uni<List<ClaimedExecution>> claim(Collection<UUID> ids, Duration lease, Duration ahead) {
        return claim(pool, ExecutionStatements.CLAIM_PLAIN, new Claimant(claimedBy, lease, ahead), ids);
    }

    /**
     * Claims those of the executions that are still queued and due, whatever limit their jobs have.
     *
     * @param counting the transaction that holds the locks of the jobs and has counted
     */
    public Uni<List<ClaimedExecution>> claimCounted(SqlConnection counting, Collection<UUID> ids, Duration lease) {
        return claim(counting, ExecutionStatements.CLAIM_COUNTED, new Claimant(claimedBy, lease, Duration.ZERO), ids);
    }

    /**
     * Gives those of the executions anew that this executor has claimed with a slot already. A claim may take effect and
     * its answer be lost with the connection; whoever asks again for what it does not hold is the one who lost it.
     */
    public Uni<List<ClaimedExecution>> takeUp(Collection<UUID> ids, Duration lease) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        UUID[] wanted = ids.toArray(UUID[]::new);
        return pool.preparedQuery(ExecutionStatements.TAKE_UP)
                .execute(within(wanted, wanted, claimedBy, lease.toMillis(), READ_WITH_CLAIM))
                .map(rows -> list(rows, ExecutionRepository::claimed));
    }

    /** Which of the claims can be used as they were made: nobody has touched the execution or its job since. */
    public Uni<Set<UUID>> unchanged(List<ClaimedExecution> claims) {
        Map<UUID, ClaimedExecution> byId = claims.stream().collect(toMap(ClaimedExecution::id, Function.identity()));
        UUID[] ids = byId.keySet().toArray(UUID[]::new);
        return pool.preparedQuery(ExecutionStatements.UNCHANGED)
                .execute(looked(ids))
                .map(rows -> {
                    Set<UUID> unchanged = new HashSet<>();
                    for (Row row : rows) {
                        ClaimedExecution claim = byId.get(row.getUUID(0));
                        if (claim != null
                                && claim.leaseNumber() == row.getInteger(1)
                                && claim.job()
                                        .updatedAt()
                                        .equals(row.getOffsetDateTime(2).toInstant())) {
                            unchanged.add(claim.id());
                        }
                    }
                    return unchanged;
                });
    }

    /**
     * What the jobs of claims say now, by execution. Of what is longer than was known only the length is given; missing is
     * what somebody has touched since.
     */
    public Uni<Map<UUID, ReadJob>> read(List<ClaimedExecution> claims) {
        UUID[] ids = column(claims, UUID.class, ClaimedExecution::id);
        Tuple parameters = within(
                ids,
                ids,
                column(claims, Integer.class, ClaimedExecution::leaseNumber),
                column(claims, Integer.class, claim -> claim.job().length()),
                claimedBy);
        return pool.preparedQuery(ExecutionStatements.READ).execute(parameters).map(rows -> {
            Map<UUID, ReadJob> read = new HashMap<>();
            rows.forEach(row -> read.put(row.getUUID("id"), job(row)));
            return read;
        });
    }

    private Tuple looked(UUID[] ids) {
        return within(ids, (Object) ids).addString(claimedBy);
    }

    /**
     * Shows as running what is still claimed as it was, and gives which that is.
     *
     * @param isUnderWay whether the calls are being made already
     */
    public Uni<Set<UUID>> begun(List<ClaimedExecution> claims, boolean isUnderWay) {
        Tuple parameters = Tuple.of(
                column(claims, UUID.class, ClaimedExecution::id),
                column(claims, Integer.class, ClaimedExecution::leaseNumber),
                column(claims, Integer.class, ClaimedExecution::attempt),
                column(claims, OffsetDateTime.class, claim -> utc(claim.began())),
                claimedBy,
                isUnderWay);
        return pool.preparedQuery(ExecutionStatements.BEGUN).execute(parameters).map(rows -> {
            Set<UUID> begun = new HashSet<>();
            rows.forEach(row -> begun.add(row.getUUID(0)));
            return begun;
        });
    }

    /** Gives claims back whose calls have not begun, for anybody to be handed over anew. */
    public Uni<Void> release(List<ClaimedExecution> claims) {
        Tuple parameters = Tuple.of(
                column(claims, UUID.class, ClaimedExecution::id),
                column(claims, Integer.class, ClaimedExecution::leaseNumber),
                claimedBy);
        return pool.preparedQuery(ExecutionStatements.RELEASE)
                .execute(parameters)
                .replaceWithVoid();
    }

    /** Writes how attempts ended and gives the executions whose lease was still ours. */
    public Uni<List<ReportedExecution>> report(List<AttemptReport> reports) {
        Tuple parameters = Tuple.tuple(List.of(
                column(reports, UUID.class, AttemptReport::executionId),
                column(reports, Integer.class, AttemptReport::leaseNumber),
                column(reports, String.class, AttemptReport::attempt),
                column(reports, String.class, report -> report.next().status().wireName()),
                column(reports, String.class, AttemptReport::finalOutput),
                column(
                        reports,
                        OffsetDateTime.class,
                        report -> utc(report.next().at())),
                column(reports, Boolean.class, report -> report.next().held()),
                column(reports, Boolean.class, report -> report.next().lost()),
                column(
                        reports,
                        String.class,
                        report -> report.next().errorCode() == null
                                ? null
                                : report.next().errorCode().name()),
                column(reports, String.class, report -> report.next().error()),
                column(reports, Integer.class, AttemptReport::number),
                column(reports, OffsetDateTime.class, report -> utc(report.startedAt())),
                claimedBy));
        return pool.preparedQuery(ExecutionStatements.REPORT)
                .execute(parameters)
                .map(rows -> list(rows, ExecutionRepository::reported));
    }

    /** Keeps attempts as evidence whose lease was lost before they were reported. */
    public Uni<Void> keepLate(List<AttemptReport> reports) {
        if (reports.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple parameters = Tuple.of(
                column(reports, UUID.class, AttemptReport::executionId),
                column(reports, String.class, AttemptReport::attempt),
                column(reports, Integer.class, AttemptReport::number),
                column(reports, OffsetDateTime.class, report -> utc(report.startedAt())));
        return pool.preparedQuery(ExecutionStatements.KEEP_LATE)
                .execute(parameters)
                .replaceWithVoid();
    }

    /** Moves the end of the leases that are still ours and gives those that are not. */
    public Uni<List<LostLease>> renew(List<ClaimedExecution> held, Duration lease) {
        Tuple parameters = Tuple.of(
                column(held, UUID.class, ClaimedExecution::id),
                column(held, Integer.class, ClaimedExecution::leaseNumber),
                lease.toMillis(),
                claimedBy);
        return pool.preparedQuery(ExecutionStatements.RENEW)
                .execute(parameters)
                .map(rows -> list(rows, ExecutionRepository::lost));
    }

    private record Claimant(String name, Duration lease, Duration ahead) {}

    private static Uni<List<ClaimedExecution>> claim(
            SqlClient in, String statement, Claimant by, Collection<UUID> ids) {
        UUID[] wanted = ids.toArray(UUID[]::new);
        Tuple parameters = within(
                wanted,
                wanted,
                by.name(),
                by.lease().toMillis(),
                READ_WITH_CLAIM,
                by.ahead().toMillis());
        return in.preparedQuery(statement).execute(parameters).map(rows -> list(rows, ExecutionRepository::claimed));
    }

    private static ClaimedExecution claimed(Row row) {
        OffsetDateTime startedAt = row.getOffsetDateTime("started_at");
        boolean counted = row.getString("status").equals("running");
        return new ClaimedExecution(
                row.getUUID("id"),
                row.getUUID("workspace_id"),
                row.getUUID("job_id"),
                row.getOffsetDateTime("scheduled_for").toInstant(),
                row.getInteger("lease_number"),
                counted,
                row.getInteger("attempt_count") + (counted ? 0 : 1),
                row.getInteger("lost_count"),
                startedAt == null ? null : startedAt.toInstant(),
                job(row));
    }

    private static ReadJob job(Row row) {
        return new ReadJob(
                Objects.requireNonNullElse(row.getString("request"), ""),
                row.getString("retry_policy"),
                row.getOffsetDateTime("job_updated_at").toInstant(),
                row.getString("output_template"),
                secrets(row.getString("secrets")),
                row.getInteger("length"));
    }

    private static List<SealedSecret> secrets(@Nullable String json) {
        return json == null ? List.of() : List.of(WireJson.read(json, SealedSecret[].class));
    }

    private static ReportedExecution reported(Row row) {
        OffsetDateTime finishedAt = row.getOffsetDateTime("finished_at");
        return new ReportedExecution(
                row.getUUID("id"),
                row.getUUID("workspace_id"),
                row.getUUID("job_id"),
                row.getString("status"),
                finishedAt == null ? null : finishedAt.toInstant(),
                row.getBoolean("report_pending"),
                row.getBoolean("concurrency_limited"));
    }

    private static LostLease lost(Row row) {
        return new LostLease(row.getUUID("id"), row.getInteger("lease_number"), row.getBoolean("canceled"));
    }

    /** The parameters, and the least and the greatest of the ids: with them only the partitions of those days are opened. */
    private static Tuple within(UUID[] ids, Object... parameters) {
        List<Object> all = new ArrayList<>(Arrays.asList(parameters));
        all.add(Arrays.stream(ids).min(AS_POSTGRESQL_DOES).orElse(NO_ID));
        all.add(Arrays.stream(ids).max(AS_POSTGRESQL_DOES).orElse(NO_ID));
        return Tuple.tuple(all);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(read)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @SuppressWarnings("unchecked")
    private static <S, T> T[] column(List<S> source, Class<T> type, Function<S, T> value) {
        T[] column = (T[]) Array.newInstance(type, source.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(source.get(i));
        }
        return column;
    }
}
