package dev.belfry.api.rule;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The rules of one workspace. */
@ApplicationScoped
class RuleRepository {

    // Two requests for the same rule meet in the constraint: the second waits and then inserts nothing.
    private static final String INSERT = """
            INSERT INTO notification_rule (id, workspace_id, job_id, channel_id, event, created_at)
            VALUES (:id, :workspace, :job, :channel, :event, :created)
            ON CONFLICT ON CONSTRAINT notification_rule_once DO NOTHING
            """;

    /** Stores a new rule; false when the job has the same one already. */
    Uni<Boolean> insert(WorkspaceId workspace, Rule rule) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INSERT)
                        .setParameter("id", rule.id)
                        .setParameter("workspace", workspace.value())
                        .setParameter("job", rule.jobId)
                        .setParameter("channel", rule.channelId)
                        .setParameter("event", rule.event)
                        .setParameter("created", rule.createdAt)
                        .executeUpdate())
                .map(count -> count > 0);
    }

    Uni<List<Rule>> listOf(WorkspaceId workspace, UUID job, PageRequest page) {
        var found = page.before() == null
                ? Rule.<Rule>find("workspaceId = ?1 and jobId = ?2 order by id desc", workspace.value(), job)
                : Rule.<Rule>find(
                        "workspaceId = ?1 and jobId = ?2 and id < ?3 order by id desc",
                        workspace.value(),
                        job,
                        page.before());
        return found.page(0, page.fetch()).list();
    }

    Uni<Boolean> delete(WorkspaceId workspace, UUID id) {
        return Rule.delete("workspaceId = ?1 and id = ?2", workspace.value(), id)
                .map(count -> count > 0);
    }
}
