package dev.belfry.api.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.channel.ChannelService;
import dev.belfry.api.job.JobService;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.problem.DatabaseFailure;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.transaction.Transactions;
import dev.belfry.api.value.NewId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What may be done to rules. Target and channel of a rule belong to one workspace. */
@ApplicationScoped
public class RuleService {

    private static final String THING = "rule";

    private final RuleRepository rules;
    private final JobService jobs;
    private final ChannelService channels;
    private final RuleDocument documents;
    private final NewId ids;

    RuleService(RuleRepository rules, JobService jobs, ChannelService channels, RuleDocument documents, NewId ids) {
        this.rules = rules;
        this.jobs = jobs;
        this.channels = channels;
        this.documents = documents;
        this.ids = ids;
    }

    public Uni<RuleView> create(WorkspaceId workspace, RuleTarget target, ObjectNode document) {
        return require(workspace, target).chain(() -> {
            Rule rule = documents.read(target, document);
            rule.id = ids.next();
            rule.workspaceId = workspace.value();
            rule.createdAt = NewId.instantOf(rule.id);
            return Transactions.run(
                            workspace,
                            () -> requireChannel(workspace, rule.channelId).chain(() -> rules.insert(workspace, rule)))
                    .map(inserted -> {
                        if (!inserted) {
                            throw twice();
                        }
                        return RuleView.of(rule);
                    });
        });
    }

    /** Merges a patch onto the rule and reads the whole like a new one. What the rule has told so far stays told. */
    Uni<RuleView> patch(WorkspaceId workspace, UUID id, ObjectNode patch) {
        return Transactions.run(
                        workspace,
                        () -> existing(rules.lock(workspace, id), id).chain(before -> {
                            Rule after = documents.patched(before, patch);
                            return requireChannel(workspace, after.channelId)
                                    .chain(() -> rules.update(workspace, after))
                                    .replaceWith(after);
                        }))
                .onFailure(DatabaseFailure::isDuplicate)
                .transform(taken -> twice())
                .map(RuleView::of);
    }

    /** The rules of a job or a monitor, or all rules of the workspace. */
    public Uni<Page<RuleView>> list(
            WorkspaceId workspace, RuleTarget target, @Nullable UUID channel, PageRequest page) {
        return require(workspace, target)
                .chain(() -> Transactions.read(workspace, () -> rules.list(workspace, target, channel, page)))
                .map(found -> Page.of(found, page, rule -> new Cursor(rule.id)).map(RuleView::of));
    }

    public Uni<RuleView> find(WorkspaceId workspace, UUID id) {
        return existing(Transactions.read(workspace, () -> rules.find(workspace, id)), id)
                .map(RuleView::of);
    }

    public Uni<Void> delete(WorkspaceId workspace, UUID id) {
        return Transactions.run(workspace, () -> rules.delete(workspace, id))
                .invoke(deleted -> {
                    if (!deleted) {
                        throw Problem.notFound(THING, id);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> require(WorkspaceId workspace, RuleTarget target) {
        UUID monitor = target.monitor();
        if (target.job() != null) {
            return jobs.require(workspace, target.job());
        }
        if (monitor == null) {
            return Uni.createFrom().voidItem();
        }
        return Transactions.read(workspace, () -> rules.hasMonitor(workspace, monitor))
                .invoke(exists -> {
                    if (!exists) {
                        throw Problem.notFound("monitor", monitor);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> requireChannel(WorkspaceId workspace, UUID id) {
        return channels.exists(workspace, id)
                .invoke(exists -> {
                    if (!exists) {
                        throw Problem.invalid(
                                new Detail("channel_id", "exists", "has to be a channel of this workspace", id));
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Rule> existing(Uni<@Nullable Rule> found, UUID id) {
        return found.onItem().ifNull().failWith(() -> Problem.notFound(THING, id));
    }

    private static Problem twice() {
        return Problem.conflict("there is such a rule already, for the same event and channel");
    }
}
