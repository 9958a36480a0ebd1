package dev.belfry.executor.execution;

/**
 * The texts of the executor's statements on the table {@code execution}. All of them find their rows by the ids they are given.
 * Conditions on those rows stand within a CASE, which the planner cannot look into: it would else believe now and then
 * that hardly a row fulfils them, and read all that do before it compares ids.
 */
final class ExecutionStatements {

    /**
     * What a job says, and how long it is; templates make it up to five times as long as it stands. Fenced off, so that
     * each part is written out once, and where the condition does not hold, none.
     */
    private static final String SAID = """
            LATERAL (
                SELECT said.*, octet_length(said.request) * CASE WHEN strpos(said.request, '{{') > 0 THEN 5 ELSE 1 END
                           + coalesce(octet_length(said.output_template), 0)
                           + coalesce(octet_length(said.secrets), 0) AS length
                  FROM (SELECT j.request::text AS request, j.response_output_template::text AS output_template,
                               CASE WHEN j.secret_names <> '{}' THEN (
                                   SELECT jsonb_agg(jsonb_build_object(
                                              'id', s.id, 'name', s.name, 'sealed', encode(s.sealed, 'base64')))::text
                                     FROM secret s
                                    WHERE s.workspace_id = j.workspace_id AND s.name = ANY(j.secret_names)) END AS secrets
                         WHERE %s OFFSET 0) said) said ON true
            """;

    /** How much space it takes, which costs nothing to know; packed, it is a small part of what is said. */
    private static final String STORED =
            "(pg_column_size(j.request) + coalesce(pg_column_size(j.response_output_template), 0))";

    /** To unpack a megabyte takes milliseconds, and there may be hundreds of such jobs in a batch. */
    private static final String SAID_IF_SHORT = "LEFT JOIN " + SAID.formatted(STORED + " <= 2048");

    /** How long the input is that an execution brings along; hardly any does. */
    private static final String INPUT = """
            CASE WHEN e.input IS NULL THEN 0
                 %s
                 ELSE octet_length(e.input::text) * CASE WHEN strpos(e.input::text, '{{') > 0 THEN 5 ELSE 1 END END""";

    private static final String LENGTH_OF_INPUT = INPUT.formatted("");

    /** Where it may be long, how long at most: to unpack it takes as long as it does for what the job says. */
    private static final String LENGTH_OF_INPUT_IF_SHORT = INPUT.formatted(
            "WHEN pg_column_size(e.input) > 2048 THEN least(256::bigint * pg_column_size(e.input), 5242880)::int");

    /** What of a job an execution may say otherwise: the body, and how many attempts there are. */
    private static final String RETRY_POLICY_AND_REQUEST = """
            (CASE WHEN e.max_attempts IS NULL THEN j.retry_policy
                  ELSE j.retry_policy || jsonb_build_object('max_attempts', e.max_attempts) END)::text AS retry_policy,
            CASE WHEN (said.length + %1$s <= %2$s) IS NOT TRUE THEN NULL
                 WHEN e.input IS NULL THEN said.request
                 ELSE (SELECT json_object_agg(part.key, part.value)::text
                         FROM (SELECT key, value FROM json_each(said.request::json) WHERE key <> 'body'
                               UNION ALL SELECT 'body', e.input) part) END AS request
            """;

    /** What a claim gives: as much of what the job says as is no longer than $4. */
    private static final String CLAIMED = """
            RETURNING e.id, e.workspace_id, e.job_id, e.scheduled_for, e.lease_number, e.attempt_count, e.lost_count,
                      e.started_at, e.status, j.updated_at AS job_updated_at,
                      coalesce(said.length, least(256::bigint * """ + STORED + """
            , 5242880)::int) + """ + LENGTH_OF_INPUT_IF_SHORT + " AS length,"
            + RETRY_POLICY_AND_REQUEST.formatted(LENGTH_OF_INPUT_IF_SHORT, "$4") + """
            , CASE WHEN said.length <= $4 THEN said.output_template END AS output_template,
                      CASE WHEN said.length <= $4 THEN said.secrets END AS secrets
            """;

    /**
     * The compare-and-set on {@code queued} is what makes one executor win when two hold the same message, and what
     * keeps a canceled, skipped or deleted execution from being called. The look at due_at keeps a message of an earlier
     * attempt, which may come late or again, from starting the next one before its time. The job is read in the same
     * statement, and so are the secrets it names, sealed as they are; unless they are long: some hundred of those at once
     * would not fit into memory, and few of them are called soon. Of those it is said how long they may be.
     */
    private static final String CLAIM = """
            UPDATE execution e
               SET claimed_by = $2, lease_number = e.lease_number + 1,
                   lease_expires_at = greatest(now(), e.due_at) + $3 * interval '1 millisecond'%s
              FROM job j
            """ + SAID_IF_SHORT + """
             WHERE e.id = ANY($1) AND e.id BETWEEN $6 AND $7 AND j.id = e.job_id
               AND CASE WHEN e.status = 'queued' AND e.due_at <= now() + $5 * interval '1 millisecond'
                         AND (e.start_by IS NULL OR e.start_by > now() OR e.attempt_count > 0)
                         AND (e.claimed_by IS NULL OR e.claimed_by = $2%s THEN true END
            """ + CLAIMED;

    /**
     * What the jobs of claims that stand as they were made say now. How much is read at once was decided by how long it
     * was said to be; of what is longer only the length is given. A job may have been given a limit since.
     */
    static final String READ = """
            SELECT e.id, e.lease_number, j.updated_at AS job_updated_at, said.length + """ + LENGTH_OF_INPUT + " AS length,"
            + RETRY_POLICY_AND_REQUEST.formatted(LENGTH_OF_INPUT, "c.length") + """
            ,      CASE WHEN said.length <= c.length THEN said.output_template END AS output_template,
                   CASE WHEN said.length <= c.length THEN said.secrets END AS secrets
              FROM unnest($1::uuid[], $2::int[], $3::int[]) AS c(id, lease_number, length)
              JOIN execution e ON e.id = c.id AND e.id BETWEEN $5 AND $6
              JOIN job j ON j.id = e.job_id
              JOIN\s""" + SAID.formatted("true") + """
             WHERE CASE WHEN e.lease_number = c.lease_number AND e.claimed_by = $4 AND e.due_at <= clock_timestamp()
                         AND (e.status = 'running' OR e.status = 'queued' AND (e.attempt_count > 0
                              OR NOT (e.concurrency_limited OR j.concurrency_limit IS NOT NULL))) THEN true END
            """;

    /**
     * Changes nothing that an index holds, so that it rewrites the row in its place. A first attempt for a job with a
     * concurrency limit is not for this statement.
     */
    static final String CLAIM_PLAIN = CLAIM.formatted("", """
            )
                         AND (e.attempt_count > 0 OR NOT (e.concurrency_limited OR j.concurrency_limit IS NOT NULL))""");

    /**
     * For those who hold the job's lock and have counted: the execution holds a slot from now on. It may have been claimed
     * ahead, before its job had a limit, by somebody who is gone.
     */
    static final String CLAIM_COUNTED = CLAIM.formatted("""
            , status = 'running', attempt_count = e.attempt_count + 1, started_at = coalesce(e.started_at, now()),
                   concurrency_limited = j.concurrency_limit IS NOT NULL""", " OR e.lease_expires_at < now())");

    /** Claims that took a slot and whose answer was lost: the row says that the attempt runs, and nobody makes it. */
    static final String TAKE_UP = """
            UPDATE execution e
               SET lease_number = e.lease_number + 1, lease_expires_at = now() + $3 * interval '1 millisecond'
              FROM job j
            """ + SAID_IF_SHORT + """
             WHERE e.id = ANY($1) AND e.id BETWEEN $5 AND $6 AND j.id = e.job_id
               AND CASE WHEN e.status = 'running' AND e.claimed_by = $2 THEN true END
            """ + CLAIMED;

    /**
     * Those of the claims made ahead that stand as they were made. A job that was edited since, or that names secrets,
     * is read again by another claim.
     */
    static final String UNCHANGED = """
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
    static final String BEGUN = """
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
    static final String RELEASE = """
            UPDATE execution e
               SET claimed_by = NULL, lease_expires_at = NULL, dispatched_at = NULL
              FROM unnest($1::uuid[], $2::int[]) AS r(id, lease_number)
             WHERE e.id = r.id
               AND CASE WHEN e.status = 'queued' AND e.claimed_by = $3
                         AND e.lease_number = r.lease_number THEN true END
            """;

    /**
     * The compare-and-set on the lease number keeps an executor that lost its lease from ending what another one now
     * runs. A tick that was skipped by an edit in the moment in which its call began has run all the same. The end of a
     * schedule's last tick completes its job, but only while the job is still on that plan: an edit that came in between
     * has made a new one.
     */
    static final String REPORT = """
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
                       report_pending = CASE r.status WHEN 'succeeded' THEN %s
                                                      WHEN 'failed' THEN %s ELSE false END
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
            """.formatted(wanted("wants_success"), wanted("wants_failure"));

    /**
     * Evidence of an attempt that was made under a lost lease: it is added, it tells that the execution has begun, and
     * nothing else changes. One that is there already was accepted by a report whose answer did not arrive.
     */
    static final String KEEP_LATE = """
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
    static final String RENEW = """
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

    private ExecutionStatements() {}

    /**
     * Whether a rule waits for such an end. Each question but the last compares one column with one value, so that
     * PostgreSQL may answer it from a hash of all rules where they are few: a tenth of what looking for each row costs.
     * The last is asked where the workspace has rules for tags.
     */
    private static String wanted(String column) {
        String rules = "EXISTS (SELECT FROM notification_rule n WHERE n." + column + " AND n.target_id = ";
        return "(" + rules + "e.job_id)"
                + " OR " + rules + "e.workspace_id AND n.tag IS NULL)"
                + " OR " + rules + "e.workspace_id AND n.tag IS NOT NULL)"
                + " AND " + rules + "e.workspace_id"
                + " AND EXISTS (SELECT FROM job t WHERE t.id = e.job_id AND n.tag = ANY(t.tags))))";
    }
}
