package dev.belfry.api.job;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.transaction.WorkspaceSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of one workspace, page by page. What a page costs is bounded twice: by the rows it looks at, however many jobs
 * are stored, and by the size of what it reads, however large they are. A page that meets a bound is short and goes on.
 */
@ApplicationScoped
class JobListRepository {

    /**
     * A page's jobs.
     *
     * @param goesOnBelow the id below which the next page begins; null when this is the last
     */
    record Page(List<JobRows.Found> jobs, @Nullable UUID goesOnBelow) {}

    private final WorkspaceSql sql;

    JobListRepository(WorkspaceSql sql) {
        this.sql = sql;
    }

    Uni<Page> list(WorkspaceId workspace, JobFilter filter, PageRequest page) {
        Uni<@Nullable UUID> examinedTo = filter.isSieve()
                ? examinedTo(workspace, filter, page)
                : Uni.createFrom().nullItem();
        return examinedTo.chain(lowest -> {
            JobListStatement statement = new JobListStatement(workspace, filter, page);
            return sql.query(workspace, statement.rows(lowest), statement.values())
                    .map(rows -> page(rows, lowest));
        });
    }

    private Uni<@Nullable UUID> examinedTo(WorkspaceId workspace, JobFilter filter, PageRequest page) {
        JobListStatement statement = new JobListStatement(workspace, filter, page);
        return sql.query(workspace, statement.extent(), statement.values()).map(rows -> {
            for (Row row : rows) {
                return row.getUUID("id");
            }
            return null;
        });
    }

    private static Page page(RowSet<Row> rows, @Nullable UUID lowest) {
        List<JobRows.Found> shown =
                StreamSupport.stream(rows.spliterator(), false).map(JobRows::of).toList();
        boolean all = shown.isEmpty() || rows.iterator().next().getLong("found") == shown.size();
        return new Page(shown, all ? lowest : shown.get(shown.size() - 1).job().id);
    }
}
