package dev.belfry.api.execution;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.PageRequest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The SQL of one page of a list, written for the filters that are set, so that each combination gets a plan of its own.
 *
 * <p>The conditions fall in two. Those an index answers choose the rows that are examined, newest first and at most
 * {@link #EXAMINED} of them; the others sieve these. So a page costs the same however many executions are stored.
 */
final class ListStatement {

    /** What one page may look at. Ten thousand index entries and job look-ups are some tens of milliseconds. */
    static final int EXAMINED = 10_000;

    /** The statuses that the index execution_unsuccessful holds. */
    private static final Set<String> RARE = Set.of("failed", "canceled", "skipped");

    private static final String ALL_BELOW = "'00000000-0000-0000-0000-000000000000'";

    private final Tuple values = Tuple.tuple();
    private final List<String> indexed = new ArrayList<>();
    private final List<String> sieve = new ArrayList<>(List.of("true"));
    private final int fetch;

    ListStatement(WorkspaceId workspace, ExecutionFilter filter, PageRequest page) {
        this.fetch = page.fetch();
        indexed.add("workspace_id = " + bind(workspace.value()));
        if (page.before() != null) {
            indexed.add("id < " + bind(page.before()));
        }
        time(filter);
        status(filter);
        if (filter.jobId() != null) {
            indexed.add("job_id = " + bind(filter.jobId()));
        }
        if (filter.source() != null) {
            sieve.add("e.source = " + bind(filter.source()));
        }
        if (filter.jobName() != null) {
            sieve.add("position(" + bind(filter.jobName().toLowerCase(Locale.ROOT)) + " in lower(j.name)) > 0");
        }
        if (filter.tag() != null) {
            sieve.add(bind(filter.tag()) + " = ANY(j.tags)");
        }
    }

    Tuple values() {
        return values;
    }

    /** The page's rows; it stops at the last of them. With fewer than were asked for, there may be more further down. */
    String rows() {
        return "SELECT " + ExecutionReader.COLUMNS + " FROM " + examined("") + sieved();
    }

    /**
     * The page's rows and, in each, how far down was looked: {@code examined_to} is the id of the last row that may be
     * examined, null when there are not that many. One statement, so that no row comes in between; always at least one
     * row, whose id is null when nothing was found.
     */
    String rowsAndExtent() {
        return """
                SELECT b.examined_to, f.*
                  FROM (SELECT (SELECT id FROM execution WHERE %s ORDER BY id DESC OFFSET %d LIMIT 1) AS examined_to) b
                  LEFT JOIN LATERAL (SELECT %s FROM %s %s) f ON true
                 ORDER BY f.id DESC
                """.formatted(
                        String.join(" AND ", indexed),
                        EXAMINED - 1,
                        ExecutionReader.COLUMNS,
                        examined(" AND id >= coalesce(b.examined_to, " + ALL_BELOW + ")"),
                        sieved());
    }

    private String examined(String more) {
        return "(SELECT * FROM execution WHERE " + String.join(" AND ", indexed) + more + " ORDER BY id DESC LIMIT "
                + EXAMINED + ") e";
    }

    /** OFFSET 0 keeps the planner from starting with the jobs, of which there may be a million. */
    private String sieved() {
        return " CROSS JOIN LATERAL (SELECT name, tags FROM job WHERE id = e.job_id OFFSET 0) j WHERE "
                + String.join(" AND ", sieve) + " ORDER BY e.id DESC LIMIT " + fetch;
    }

    /** Ids are ordered by scheduled time, so a range of ids keeps PostgreSQL out of the other days' partitions. */
    private void time(ExecutionFilter filter) {
        if (filter.from() != null) {
            String from = bind(filter.from().atOffset(ZoneOffset.UTC));
            indexed.add("id >= execution_id_floor(" + from + ")");
            sieve.add("e.scheduled_for >= " + from);
        }
        if (filter.to() != null) {
            String to = bind(filter.to().atOffset(ZoneOffset.UTC));
            indexed.add("id <= execution_id_floor(" + to + ")");
            sieve.add("e.scheduled_for < " + to);
        }
    }

    /** Written out and not bound, because only then does the planner know that the partial index holds the rows. */
    private void status(ExecutionFilter filter) {
        if (filter.status() == null) {
            return;
        }
        String condition = "status = '" + filter.status() + "'";
        if (RARE.contains(filter.status()) && filter.jobId() == null) {
            indexed.add(condition);
        } else {
            sieve.add("e." + condition);
        }
    }

    private String bind(Object value) {
        values.addValue(value);
        return "$" + values.size();
    }
}
