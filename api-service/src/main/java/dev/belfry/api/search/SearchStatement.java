package dev.belfry.api.search;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.search.Place.Side;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The SQL of one page, written for the filters that are set. As in {@code execution}'s lists, conditions that an index
 * answers choose the rows that are examined, and the others sieve these.
 */
final class SearchStatement {

    private static final int EXAMINED = 10_000;

    /** The statuses that the index execution_unsuccessful holds. */
    private static final Set<String> RARE = Set.of("failed", "canceled", "skipped");

    /** What the index execution_delayed holds, in its words, and of which days. */
    private static final String DELAYED =
            "status = 'queued' AND source <> 'schedule' AND due_at > created_at AND id >= execution_first_order()";

    private static final String FIRST = "'00000000-0000-0000-0000-000000000000'";
    private static final String LAST = "'ffffffff-ffff-ffff-ffff-ffffffffffff'";

    private final Tuple values = Tuple.tuple();
    private final List<String> indexed = new ArrayList<>();
    private final List<String> sieve = new ArrayList<>(List.of("true"));
    private final Place place;

    SearchStatement(WorkspaceId workspace, Search search, Place place) {
        this.place = place;
        indexed.add("workspace_id = " + bind(workspace.value()));
        if (place.beside() != null) {
            indexed.add("id " + place.side().comparison + " " + bind(place.beside()));
        }
        time(search);
        if (search.touchedBy() != null) {
            indexed.add("id = ANY (ARRAY(SELECT unnest(executions[1 : done]) FROM bulk_action WHERE id = "
                    + bind(search.touchedBy()) + "))");
        }
        boolean delayed = search.states().equals(Set.of(ExecutionState.PLANNED));
        if (delayed) {
            indexed.add(DELAYED);
        }
        search.jobs().forEach(jobs -> jobs(jobs, !delayed));
        states(search);
        if (!search.tags().isEmpty()) {
            String tags = bind(search.tags().toArray(String[]::new));
            sieve.add("(e.tags && " + tags + " OR j.tags && " + tags + ")");
        }
        if (search.test() != null) {
            sieve.add("coalesce((e.asked ->> 'test')::boolean, false) = " + bind(search.test()));
        }
    }

    Tuple values() {
        return values;
    }

    /** The page's rows, away from its place; it stops at the last of them. With fewer there may be more beyond. */
    String rows() {
        return "SELECT " + FoundReader.COLUMNS + " FROM " + examined("") + sieved();
    }

    /**
     * The page's rows and, in each, {@code examined_to}, beyond which nothing was looked at; null when everything was.
     * Always at least one row, whose id is null when nothing was found.
     */
    String rowsAndExtent() {
        boolean older = place.side() == Side.OLDER;
        String within = older
                ? " AND id >= coalesce(b.examined_to, " + FIRST + ")"
                : " AND id <= coalesce(b.examined_to, " + LAST + ")";
        return """
                SELECT b.examined_to, f.*
                  FROM (SELECT (SELECT id FROM execution WHERE %1$s ORDER BY id %2$s OFFSET %3$d LIMIT 1) AS examined_to) b
                  LEFT JOIN LATERAL (SELECT %4$s FROM %5$s %6$s) f ON true
                 ORDER BY f.id %2$s
                """.formatted(
                        String.join(" AND ", indexed),
                        place.side().order,
                        EXAMINED - 1,
                        FoundReader.COLUMNS,
                        examined(within),
                        sieved());
    }

    private String examined(String more) {
        return "(SELECT * FROM execution WHERE " + String.join(" AND ", indexed) + more + " ORDER BY id "
                + place.side().order + " LIMIT " + EXAMINED + ") e";
    }

    /** OFFSET 0 keeps the planner from starting with the jobs, of which there may be a million. */
    private String sieved() {
        return " CROSS JOIN LATERAL (SELECT name, tags FROM job WHERE id = e.job_id OFFSET 0) j WHERE "
                + String.join(" AND ", sieve) + " ORDER BY e.id " + place.side().order + " LIMIT " + place.fetch();
    }

    private void time(Search search) {
        if (search.from() != null) {
            indexed.add("id >= execution_id_floor(" + bind(search.from().atOffset(ZoneOffset.UTC)) + ")");
        }
        if (search.to() != null) {
            Instant after = search.to().plusMillis(1);
            indexed.add("id < execution_id_floor(" + bind(after.atOffset(ZoneOffset.UTC)) + ")");
        }
    }

    private void jobs(Search.Jobs jobs, boolean byIndex) {
        if (jobs.scheduled()) {
            sieve.add("e.source = 'schedule'");
        }
        if (byIndex && jobs.names().isEmpty() && jobs.ids().size() == 1) {
            indexed.add("job_id = " + bind(jobs.ids().iterator().next()));
            return;
        }
        String ids = bind(jobs.ids().toArray(UUID[]::new));
        String names = bind(jobs.names().toArray(String[]::new));
        sieve.add("(e.job_id = ANY (" + ids + ") OR j.name = ANY (" + names + "))");
    }

    /** A status is written out and not bound, because only then does the planner know that the partial index holds it. */
    private void states(Search search) {
        if (search.states().isEmpty()) {
            return;
        }
        Set<String> statuses =
                search.states().stream().map(ExecutionState::status).collect(Collectors.toSet());
        String only = statuses.iterator().next();
        if (statuses.size() == 1 && RARE.contains(only) && search.jobs().isEmpty()) {
            indexed.add("status = '" + only + "'");
        }
        sieve.add(
                search.states().stream().map(ExecutionState::condition).collect(Collectors.joining(" OR ", "(", ")")));
    }

    private String bind(Object value) {
        values.addValue(value);
        return "$" + values.size();
    }
}
