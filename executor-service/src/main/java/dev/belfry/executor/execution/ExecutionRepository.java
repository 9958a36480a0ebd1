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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The executor's statements on the table {@code execution}. All of them find their rows by the ids they are given.
 * Conditions on those rows stand within a CASE, which the planner cannot look into: it would else believe now and then
 * that hardly a row fulfils them, and read all that do before it compares ids.
 */
public final class ExecutionRepository {

    /**
     * The compare-and-set on {@code queued} is what makes one executor win when two hold the same message, and what
     * keeps a canceled, skipped or deleted execution from being called. The look at due_at keeps a message of an earlier
     * attempt, which may come late or again, from starting the next one before its time. The job is read in the same
     * statement, and so are the secrets it names, sealed as they are.
     */
    private static final String CLAIM = """
            UPDATE execution e
               SET claimed_by = $2, lease_number = e.lease_number + 1,
                   lease_expires_at = greatest(now(), e.due_at) + $3 * interval '1 millisecond'%s
              FROM job j
             WHERE e.id = ANY($1) AND e.id BETWEEN $5 AND $6 AND j.id = e.job_id
               AND CASE WHEN e.status = 'queued' AND e.due_at <= now() + $4 * interval '1 millisecond'
                         AND (e.claimed_by IS NULL OR e.claimed_by = $2%s THEN true END
            RETURNING e.id, e.workspace_id, e.job_id, e.scheduled_for, e.lease_number, e.attempt_count, e.lost_count,
                      j.request::text AS request, j.retry_policy::text AS retry_policy, j.updated_at AS job_updated_at,
                      e.started_at, e.status, j.response_output_template::text AS output_template,
                      CASE WHEN j.secret_names <> '{}' THEN (
                          SELECT jsonb_agg(jsonb_build_object(
                                     'id', s.id, 'name', s.name, 'sealed', encode(s.sealed, 'base64')))::text
                            FROM secret s
                           WHERE s.workspace_id = e.workspace_id AND s.name = ANY(j.secret_names)) END AS secrets
            """;

    /**
     * Changes nothing that an index holds, so that it rewrites the row in its place. A first attempt for a job with a
     * concurrency limit is not for this statement.
     */
    private static final String CLAIM_PLAIN = CLAIM.formatted("", """
            )
                         AND (e.attempt_count > 0 OR NOT (e.concurrency_limited OR j.concurrency_limit IS NOT NULL))""");

    /**
     * For those who hold the job's lock and have counted: the execution holds a slot from now on. It may have been claimed
     * ahead, before its job had a limit, by somebody who is gone.
     */
    private static final String CLAIM_COUNTED = CLAIM.formatted("""
            , status = 'running', attempt_count = e.attempt_count + 1, started_at = coalesce(e.started_at, now()),
                   concurrency_limited = j.concurrency_limit IS NOT NULL""", " OR e.lease_expires_at < now())");

    /**
     * Those of the claims made ahead that stand as they were made. A job that was edited since, or that names secrets,
     * is read again by another claim.
     */
    private static final String UNCHANGED = """
            SELECT e.id, e.lease_number, j.updated_at
              FROM execution e JOIN job j ON j.id = e.job_id
             WHERE e.id = ANY($1) AND e.id BETWEEN $2 AND $3
               AND CASE WHEN e.status = 'queued' AND e.claimed_by = $4 AND e.due_at <= clock_timestamp()
                         AND j.secret_names = '{}' THEN true END
            """;

    /**
     * A call that goes on for a while shows as running; most have ended before, and their report says it all. Where the
     * call is under way already ($6), a tick that was skipped by an edit as it began has run all the same.
     */
    private static final String BEGUN = """
            UPDATE execution e
               SET status = 'running', attempt_count = b.attempt, started_at = coalesce(e.started_at, b.started_at),
                   reason = NULL, finished_at = NULL
              FROM unnest($1::uuid[], $2::int[], $3::int[], $4::timestamptz[]) AS b(id, lease_number, attempt, started_at)
             WHERE e.id = b.id
               AND CASE WHEN e.claimed_by = $5 AND e.lease_number = b.lease_number
                         AND (e.status IN ('queued', 'running') OR $6 AND e.status = 'skipped') THEN true END
            RETURNING e.id
            """;

    /** Nobody has begun these calls: whoever takes the execution next loses nothing but time. */
    private static final String RELEASE = """
            UPDATE execution e
               SET claimed_by = NULL, lease_expires_at = NULL, dispatched_at = NULL
              FROM unnest($1::uuid[], $2::int[]) AS r(id, lease_number)
             WHERE e.id = r.id
               AND CASE WHEN e.status = 'queued' AND e.claimed_by = $3
                         AND e.lease_number = r.lease_number THEN true END
            """;

    /**
     * The compare-and-set on the lease number keeps an executor that lost its lease from ending what another one now
     * runs. A tick that was skipped by an edit in the moment in which its call began has run all the same. The end of a schedule's last tick completes its job, but only while the job is still on that plan: an edit
     * that came in between has made a new one.
     */
    private static final String REPORT = """
            WITH report AS (
                SELECT *
                  FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::timestamptz[],
                              $7::bool[], $8::bool[], $9::text[], $10::text[], $11::int[], $12::timestamptz[])
                    AS r(id, lease_number, attempt, status, final_output, at, held, lost, error_code, error, number,
                         started_at)
            ), reported AS (
                UPDATE execution e
                   SET status = r.status,
                       attempts = e.attempts || r.attempt::jsonb,
                       attempt_count = r.number,
                       started_at = coalesce(e.started_at, r.started_at),
                       reason = NULL,
                       lost_count = e.lost_count + r.lost::int,
                       due_at = CASE WHEN r.status = 'queued' THEN r.at ELSE e.due_at END,
                       dispatched_at = CASE WHEN r.status <> 'queued' THEN e.dispatched_at
                                            WHEN r.held THEN now() END,
                       finished_at = CASE WHEN r.status <> 'queued' THEN r.at END,
                       error_code = r.error_code,
                       error = r.error,
                       final_output = CASE WHEN r.status IN ('succeeded', 'failed') THEN r.final_output::json END,
                       claimed_by = NULL,
                       lease_expires_at = NULL,
                       report_pending = EXISTS (
                           SELECT FROM notification_rule n
                            WHERE n.job_id = e.job_id
                              AND (r.status = 'succeeded' AND n.event IN ('on_success', 'on_completion')
                                OR r.status = 'failed' AND n.event IN ('on_failure', 'on_completion')))
                  FROM report r
                 WHERE e.id = r.id
                   AND CASE WHEN e.lease_number = r.lease_number AND e.claimed_by = $13
                             AND (e.status IN ('queued', 'running') OR e.status = 'skipped' AND NOT r.lost) THEN true END
                RETURNING e.id, e.workspace_id, e.job_id, e.status, e.finished_at, e.completes_plan,
                          e.report_pending, e.concurrency_limited
            ), completed AS (
                UPDATE job j
                   SET state = 'completed', updated_at = now()
                  FROM reported e
                 WHERE e.status <> 'queued' AND e.completes_plan IS NOT NULL AND j.id = e.job_id
                   AND CASE WHEN j.plan = e.completes_plan AND j.state = 'active' THEN true END
            )
            SELECT id, workspace_id, job_id, status, finished_at, report_pending, concurrency_limited FROM reported
            """;

    /**
     * Evidence of an attempt that was made under a lost lease: it is added, it tells that the execution has begun, and
     * nothing else changes. One that is there already was accepted by a report whose answer did not arrive.
     */
    private static final String KEEP_LATE = """
            UPDATE execution e
               SET attempts = e.attempts || (r.attempt::jsonb || '{"late": true}'),
                   attempt_count = greatest(e.attempt_count, r.number),
                   started_at = coalesce(e.started_at, r.started_at)
              FROM unnest($1::uuid[], $2::text[], $3::int[], $4::timestamptz[]) AS r(id, attempt, number, started_at)
             WHERE e.id = r.id
               AND NOT e.attempts @> jsonb_build_array(jsonb_build_object(
                       'number', r.attempt::jsonb -> 'number', 'startedAt', r.attempt::jsonb -> 'startedAt'))
            """;

    /**
     * A locked row is being reported and needs no lease; to wait for it could be to wait for each other. What it gives is
     * certain all the same: a lease that was lost once never comes back.
     */
    private static final String RENEW = """
            WITH held AS (
                SELECT * FROM unnest($1::uuid[], $2::int[]) AS h(id, lease_number)
            ), renewed AS (
                UPDATE execution e
                   SET lease_expires_at = now() + $3 * interval '1 millisecond'
                  FROM (SELECT l.id
                          FROM execution l JOIN held h ON l.id = h.id
                         WHERE CASE WHEN l.lease_number = h.lease_number AND l.claimed_by = $4
                                     AND l.status IN ('queued', 'running', 'skipped') THEN true END
                           FOR NO KEY UPDATE OF l SKIP LOCKED) ours
                 WHERE e.id = ours.id
            )
            SELECT h.id, h.lease_number, coalesce(e.status = 'canceled', true) AS canceled
              FROM held h LEFT JOIN execution e ON e.id = h.id
             WHERE e.id IS NULL OR e.status NOT IN ('queued', 'running', 'skipped') OR e.claimed_by IS DISTINCT FROM $4
                OR e.lease_number <> h.lease_number
            """;

    private static final UUID NO_ID = new UUID(0, 0);

    /** Byte by byte; Java takes the two halves for signed numbers. */
    private static final Comparator<UUID> AS_POSTGRESQL_DOES = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

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
                .chain(() -> report(List.of()))
                .replaceWithVoid();
    }

    /**
     * Claims those of the executions that are still queued, except the first attempts of jobs with a limit. What this
     * executor has claimed before, it may claim again.
     *
     * @param ahead how long before its time an execution may be claimed; its lease counts from its time then
     */
    public Uni<List<ClaimedExecution>> claim(Collection<UUID> ids, Duration lease, Duration ahead) {
        return claim(pool, CLAIM_PLAIN, new Claimant(claimedBy, lease, ahead), ids);
    }

    /**
     * Claims those of the executions that are still queued and due, whatever limit their jobs have.
     *
     * @param counting the transaction that holds the locks of the jobs and has counted
     */
    public Uni<List<ClaimedExecution>> claimCounted(SqlConnection counting, Collection<UUID> ids, Duration lease) {
        return claim(counting, CLAIM_COUNTED, new Claimant(claimedBy, lease, Duration.ZERO), ids);
    }

    /** Which of the claims can be used as they were made: nobody has touched the execution or its job since. */
    public Uni<Set<UUID>> unchanged(List<ClaimedExecution> claims) {
        Map<UUID, ClaimedExecution> byId = claims.stream().collect(toMap(ClaimedExecution::id, Function.identity()));
        UUID[] ids = byId.keySet().toArray(UUID[]::new);
        return pool.preparedQuery(UNCHANGED).execute(looked(ids)).map(rows -> {
            Set<UUID> unchanged = new HashSet<>();
            for (Row row : rows) {
                ClaimedExecution claim = byId.get(row.getUUID(0));
                if (claim != null
                        && claim.leaseNumber() == row.getInteger(1)
                        && claim.jobUpdatedAt().equals(row.getOffsetDateTime(2).toInstant())) {
                    unchanged.add(claim.id());
                }
            }
            return unchanged;
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
        return pool.preparedQuery(BEGUN).execute(parameters).map(rows -> {
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
        return pool.preparedQuery(RELEASE).execute(parameters).replaceWithVoid();
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
        return pool.preparedQuery(REPORT).execute(parameters).map(rows -> list(rows, ExecutionRepository::reported));
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
        return pool.preparedQuery(KEEP_LATE).execute(parameters).replaceWithVoid();
    }

    /** Moves the end of the leases that are still ours and gives those that are not. */
    public Uni<List<LostLease>> renew(List<ClaimedExecution> held, Duration lease) {
        Tuple parameters = Tuple.of(
                column(held, UUID.class, ClaimedExecution::id),
                column(held, Integer.class, ClaimedExecution::leaseNumber),
                lease.toMillis(),
                claimedBy);
        return pool.preparedQuery(RENEW).execute(parameters).map(rows -> list(rows, ExecutionRepository::lost));
    }

    private record Claimant(String name, Duration lease, Duration ahead) {}

    private static Uni<List<ClaimedExecution>> claim(
            SqlClient in, String statement, Claimant by, Collection<UUID> ids) {
        UUID[] wanted = ids.toArray(UUID[]::new);
        Tuple parameters = within(
                wanted, wanted, by.name(), by.lease().toMillis(), by.ahead().toMillis());
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
                row.getString("request"),
                row.getString("retry_policy"),
                row.getOffsetDateTime("job_updated_at").toInstant(),
                startedAt == null ? null : startedAt.toInstant(),
                row.getString("output_template"),
                secrets(row.getString("secrets")));
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
