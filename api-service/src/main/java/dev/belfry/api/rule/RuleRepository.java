package dev.belfry.api.rule;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules of one workspace. */
@ApplicationScoped
class RuleRepository {

    private static final String ONE = "workspaceId = ?1 and id = ?2";

    // Two requests for the same rule meet in the constraint: the second waits and then inserts nothing.
    private static final String INSERT = """
            INSERT INTO notification_rule (id, workspace_id, job_id, monitor_id, tag, channel_id, event, after_failures,
                                           min_interval_minutes, remind_hours, late_seconds, quiet_hours, created_at)
            VALUES (:id, :workspace, :job, :monitor, :tag, :channel, :event, :after, :interval, :remind, :late,
                    cast(cast(:quiet as text) as jsonb), :created)
            ON CONFLICT ON CONSTRAINT notification_rule_once DO NOTHING
            """;

    private static final String UPDATE = """
            UPDATE notification_rule
               SET tag = :tag, channel_id = :channel, after_failures = :after, min_interval_minutes = :interval,
                   remind_hours = :remind, late_seconds = :late, quiet_hours = cast(cast(:quiet as text) as jsonb)
             WHERE workspace_id = :workspace AND id = :id
            """;

    private static final String MONITOR =
            "SELECT count(*) FROM monitor WHERE workspace_id = :workspace AND id = :monitor";

    /** Stores a new rule; false when its target has the same one already. */
    Uni<Boolean> insert(WorkspaceId workspace, Rule rule) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INSERT)
                        .setParameter("id", rule.id)
                        .setParameter("workspace", workspace.value())
                        .setParameter("job", rule.jobId)
                        .setParameter("monitor", rule.monitorId)
                        .setParameter("tag", rule.tag)
                        .setParameter("channel", rule.channelId)
                        .setParameter("event", rule.event)
                        .setParameter("after", rule.afterFailures)
                        .setParameter("interval", rule.minIntervalMinutes)
                        .setParameter("remind", rule.remindHours)
                        .setParameter("late", rule.lateSeconds)
                        .setParameter("quiet", rule.quietHours)
                        .setParameter("created", rule.createdAt)
                        .executeUpdate())
                .map(count -> count > 0);
    }

    /** The rule, which nobody else changes, nor tells by, until the transaction ends. */
    Uni<@Nullable Rule> lock(WorkspaceId workspace, UUID id) {
        return Rule.<Rule>find(ONE, workspace.value(), id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    /** Stores what may be changed of a rule; fails as a duplicate when its target has the same one already. */
    Uni<Void> update(WorkspaceId workspace, Rule rule) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(UPDATE)
                        .setParameter("id", rule.id)
                        .setParameter("workspace", workspace.value())
                        .setParameter("tag", rule.tag)
                        .setParameter("channel", rule.channelId)
                        .setParameter("after", rule.afterFailures)
                        .setParameter("interval", rule.minIntervalMinutes)
                        .setParameter("remind", rule.remindHours)
                        .setParameter("late", rule.lateSeconds)
                        .setParameter("quiet", rule.quietHours)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Whether the workspace has this monitor. */
    Uni<Boolean> hasMonitor(WorkspaceId workspace, UUID monitor) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(MONITOR, Long.class)
                        .setParameter("workspace", workspace.value())
                        .setParameter("monitor", monitor)
                        .getSingleResult())
                .map(count -> count > 0);
    }

    /** The rules that hang on a job or a monitor, or, when both are null, all rules. */
    Uni<List<Rule>> list(WorkspaceId workspace, RuleTarget target, @Nullable UUID channel, PageRequest page) {
        StringBuilder query = new StringBuilder("workspaceId = :workspace");
        Parameters values = Parameters.with("workspace", workspace.value());
        also(query, values, "jobId =", "job", target.job());
        also(query, values, "monitorId =", "monitor", target.monitor());
        also(query, values, "channelId =", "channel", channel);
        also(query, values, "id <", "before", page.before());
        return Rule.<Rule>find(query.append(" order by id desc").toString(), values)
                .page(0, page.fetch())
                .list();
    }

    Uni<@Nullable Rule> find(WorkspaceId workspace, UUID id) {
        return Rule.<Rule>find(ONE, workspace.value(), id).firstResult();
    }

    Uni<Boolean> delete(WorkspaceId workspace, UUID id) {
        return Rule.delete(ONE, workspace.value(), id).map(count -> count > 0);
    }

    private static void also(
            StringBuilder query, Parameters values, String condition, String name, @Nullable UUID value) {
        if (value != null) {
            query.append(" and ").append(condition).append(" :").append(name);
            values.and(name, value);
        }
    }
}
