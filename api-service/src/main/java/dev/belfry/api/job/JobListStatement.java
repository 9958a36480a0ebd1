package dev.belfry.api.job;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.PageRequest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of one page of jobs, written for the filters that are set, so that each combination gets a plan of its own. */
final class JobListStatement {

    private static final int EXAMINED = 10_000;
    private static final int BYTES = 1024 * 1024;

    private final JobFilter filter;
    private final PageRequest page;
    private final Tuple values = Tuple.tuple();
    private final List<String> indexed = new ArrayList<>();

    JobListStatement(WorkspaceId workspace, JobFilter filter, PageRequest page) {
        this.filter = filter;
        this.page = page;
        indexed.add("workspace_id = " + bind(workspace.value()));
        if (page.before() != null) {
            indexed.add("id < " + bind(page.before()));
        }
        if (filter.state() != null) {
            indexed.add("state = " + bind(filter.state()));
        }
    }

    Tuple values() {
        return values;
    }

    /** The id of the last row that may be examined; nothing when there are not that many. */
    String extent() {
        return "SELECT id FROM job WHERE " + String.join(" AND ", indexed) + " ORDER BY id DESC OFFSET "
                + (EXAMINED - 1) + " LIMIT 1";
    }

    /**
     * The page's rows, each with how many were {@code found}: the first, however large, and those after it as long as
     * they fit. More found than shown means that there is a next page.
     *
     * @param downTo the last row that may be examined; null for all
     */
    String rows(@Nullable UUID downTo) {
        return """
                SELECT %s, j.found
                  FROM (SELECT job.*, count(*) OVER () AS found, row_number() OVER down AS position,
                               sum(octet_length(request::text)) OVER down AS bytes
                          FROM (SELECT * FROM job WHERE %s ORDER BY id DESC LIMIT %d) job
                        WINDOW down AS (ORDER BY id DESC)) j
                %s
                 WHERE j.position = 1 OR (j.position <= %d AND j.bytes <= %d)
                 ORDER BY j.id DESC
                """.formatted(JobRows.COLUMNS, conditions(downTo), page.fetch(), JobRows.PROGRESS, page.limit(), BYTES);
    }

    private String conditions(@Nullable UUID downTo) {
        List<String> conditions = new ArrayList<>(indexed);
        if (downTo != null) {
            conditions.add("id >= " + bind(downTo));
        }
        if (filter.kind() != null) {
            conditions.add("kind = " + bind(filter.kind()));
        }
        if (filter.text() != null) {
            conditions.add("position(" + bind(filter.text().toLowerCase(Locale.ROOT)) + " in lower(name)) > 0");
        }
        if (!filter.tags().isEmpty()) {
            conditions.add("tags @> " + bind(filter.tags().toArray(String[]::new)));
        }
        return String.join(" AND ", conditions);
    }

    private String bind(Object value) {
        values.addValue(value);
        return "$" + values.size();
    }
}
