package dev.belfry.api.job;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
    record Found(List<Job> jobs, @Nullable UUID goesOnBelow) {}

    private record Size(UUID id, long characters) {}

    private static final int EXAMINED = 10_000;
    private static final long CHARACTERS = 1024 * 1024;
    private static final UUID BELOW_ALL = new UUID(-1, -1);

    private static final String EXAMINED_TO = """
            SELECT id FROM job WHERE workspace_id = :workspace AND id < :before %s
             ORDER BY id DESC OFFSET :further LIMIT 1
            """;

    Uni<Found> list(WorkspaceId workspace, JobFilter filter, PageRequest page) {
        Uni<@Nullable UUID> examinedTo = filter.isSieve()
                ? examinedTo(workspace, filter, page)
                : Uni.createFrom().nullItem();
        return examinedTo.chain(lowest -> sizes(workspace, filter, page, lowest).chain(sizes -> {
            List<UUID> shown = withinBounds(sizes, page.limit());
            UUID goesOnBelow = shown.size() < sizes.size() ? shown.get(shown.size() - 1) : lowest;
            return jobs(workspace, shown).map(jobs -> new Found(jobs, goesOnBelow));
        }));
    }

    private static Uni<@Nullable UUID> examinedTo(WorkspaceId workspace, JobFilter filter, PageRequest page) {
        String state = filter.state();
        return Panache.getSession().chain(session -> {
            var query = session.createNativeQuery(
                            EXAMINED_TO.formatted(state == null ? "" : "AND state = :state"), UUID.class)
                    .setParameter("workspace", workspace.value())
                    .setParameter("before", Objects.requireNonNullElse(page.before(), BELOW_ALL))
                    .setParameter("further", EXAMINED - 1);
            return (state == null ? query : query.setParameter("state", state)).getSingleResultOrNull();
        });
    }

    private static Uni<List<Size>> sizes(
            WorkspaceId workspace, JobFilter filter, PageRequest page, @Nullable UUID downTo) {
        StringBuilder where = new StringBuilder("select id, length(request) from Job where workspaceId = :workspace");
        Map<String, Object> values = new HashMap<>(Map.of("workspace", workspace.value()));
        add(" and id < :before", "before", page.before(), where, values);
        add(" and id >= :downTo", "downTo", downTo, where, values);
        add(" and state = :state", "state", filter.state(), where, values);
        add(" and kind = :kind", "kind", filter.kind(), where, values);
        if (filter.text() != null) {
            String text = filter.text().toLowerCase(Locale.ROOT);
            add(" and locate(:text, lower(name)) > 0", "text", text, where, values);
        }
        if (!filter.tags().isEmpty()) {
            String[] tags = filter.tags().toArray(String[]::new);
            add(" and array_includes(tags, :tags)", "tags", tags, where, values);
        }
        return Panache.getSession()
                .chain(session -> {
                    var query = session.createQuery(where + " order by id desc", Object[].class)
                            .setMaxResults(page.fetch());
                    values.forEach(query::setParameter);
                    return query.getResultList();
                })
                .map(rows -> rows.stream()
                        .map(row -> new Size((UUID) row[0], ((Number) row[1]).longValue()))
                        .toList());
    }

    private static void add(
            String condition, String name, @Nullable Object value, StringBuilder where, Map<String, Object> values) {
        if (value != null) {
            where.append(condition);
            values.put(name, value);
        }
    }

    /** The first, however large, and those after it as long as they fit. */
    private static List<UUID> withinBounds(List<Size> sizes, int limit) {
        int end = 0;
        long characters = 0;
        while (end < Math.min(limit, sizes.size())
                && (end == 0 || characters + sizes.get(end).characters() <= CHARACTERS)) {
            characters += sizes.get(end).characters();
            end++;
        }
        return sizes.subList(0, end).stream().map(Size::id).toList();
    }

    private static Uni<List<Job>> jobs(WorkspaceId workspace, List<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Job.<Job>find("workspaceId = ?1 and id in ?2 order by id desc", workspace.value(), ids)
                        .list();
    }
}
