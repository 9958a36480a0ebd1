package dev.belfry.api.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.channel.ChannelService;
import dev.belfry.api.job.JobService;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.json.Violations;
import dev.belfry.api.page.Cursor;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.transaction.Transactions;
import dev.belfry.api.value.NewId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/** What may be done to rules. Job and channel of a rule belong to one workspace. */
@ApplicationScoped
public class RuleService {

    private final RuleRepository rules;
    private final JobService jobs;
    private final ChannelService channels;
    private final DocumentReader documents;
    private final NewId ids;

    RuleService(RuleRepository rules, JobService jobs, ChannelService channels, DocumentReader documents, NewId ids) {
        this.rules = rules;
        this.jobs = jobs;
        this.channels = channels;
        this.documents = documents;
        this.ids = ids;
    }

    public Uni<RuleView> create(WorkspaceId workspace, UUID job, ObjectNode document) {
        return jobs.require(workspace, job).chain(() -> {
            Rule rule = rule(workspace, job, document);
            return Transactions.run(
                            workspace,
                            () -> requireChannel(workspace, rule.channelId).chain(() -> rules.insert(workspace, rule)))
                    .map(inserted -> {
                        if (!inserted) {
                            throw Problem.conflict("the job has this rule already");
                        }
                        return RuleView.of(rule);
                    });
        });
    }

    public Uni<Page<RuleView>> listOf(WorkspaceId workspace, UUID job, PageRequest page) {
        return jobs.require(workspace, job)
                .chain(() -> Transactions.read(workspace, () -> rules.listOf(workspace, job, page)))
                .map(found -> Page.of(found, page, rule -> new Cursor(rule.id)).map(RuleView::of));
    }

    public Uni<Void> delete(WorkspaceId workspace, UUID id) {
        return Transactions.run(workspace, () -> rules.delete(workspace, id))
                .invoke(deleted -> {
                    if (!deleted) {
                        throw Problem.notFound("rule", id);
                    }
                })
                .replaceWithVoid();
    }

    private Rule rule(WorkspaceId workspace, UUID job, ObjectNode document) {
        Violations violations = new Violations();
        RuleInput input = documents.read(document, RuleInput.class, violations);
        violations.throwIfAny();
        Rule rule = new Rule();
        rule.id = ids.next();
        rule.workspaceId = workspace.value();
        rule.jobId = job;
        rule.channelId = Objects.requireNonNull(input.channelId());
        rule.event = Objects.requireNonNull(input.event()).name().toLowerCase(Locale.ROOT);
        rule.createdAt = NewId.instantOf(rule.id);
        return rule;
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
}
