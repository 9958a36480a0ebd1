package dev.belfry.api.mcp.tool;

import dev.belfry.api.auth.Scope;
import dev.belfry.api.channel.ChannelService;
import dev.belfry.api.page.QueryValue;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.rule.RuleService;
import dev.belfry.api.rule.RuleTarget;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Notifications: channels say where, rules say when. */
@Singleton
class NotificationTools implements Toolbox {

    private static final String CHANNEL_ID = "channel_id";
    private static final String CHANNEL = "channel";
    private static final String RULE_ID = "rule_id";
    private static final Argument OF_CHANNEL =
            Argument.id(CHANNEL_ID, "The channel's id, as list_notification_channels tells it");
    private static final Argument OF_JOB = Argument.optionalId("job_id", "A rule of this job");
    private static final Argument OF_MONITOR = Argument.optionalId("monitor_id", "A rule of this monitor");

    private final ChannelService channels;
    private final RuleService rules;

    NotificationTools(ChannelService channels, RuleService rules) {
        this.channels = channels;
        this.rules = rules;
    }

    @Override
    public Group group() {
        return Group.OTHERS;
    }

    @Override
    public List<Tool> tools() {
        return List.of(
                listChannels(),
                createChannel(),
                testChannel(),
                deleteChannel(),
                listRules(),
                createRule(),
                deleteRule());
    }

    private Tool listChannels() {
        return Tool.named("list_notification_channels", "List notification channels")
                .is("channel_list", Scope.NOTIFICATIONS_READ, Effect.READS)
                .described("""
                        Lists where messages can be sent, with the state of each (refused: the other side said no for
                        good). What is secret is only told to be configured. Changes nothing.
                        """)
                .calling(call -> channels.list(call.workspace(), call.page()));
    }

    private Tool createChannel() {
        return Tool.named("create_notification_channel", "Create a notification channel")
                .is("channel_create", Scope.NOTIFICATIONS_WRITE, Effect.ADDS)
                .described("""
                        Stores where messages can be sent; config depends on type, and what is secret in it is sealed.
                        Nothing is sent yet. Next: test_notification_channel, then create_notification_rule.
                        """)
                .calling(call -> channels.create(call.workspace(), call.document()));
    }

    private Tool testChannel() {
        return Tool.named("test_notification_channel", "Test a notification channel")
                .is("channel_test", Scope.NOTIFICATIONS_WRITE, Effect.ADDS)
                .described("""
                        Really sends a sample message by a channel, waits some seconds and answers what the other side
                        said. Use it once after create_notification_channel.
                        """)
                .takes(OF_CHANNEL)
                .reachesOut()
                .holdsForeignText()
                .calling(call -> channels.test(call.workspace(), call.id(CHANNEL_ID, CHANNEL)));
    }

    private Tool deleteChannel() {
        return Tool.named("delete_notification_channel", "Delete a notification channel")
                .is("channel_delete", Scope.NOTIFICATIONS_WRITE, Effect.DESTROYS)
                .described("""
                        Removes a channel for good, with all rules that send by it: nobody is told there any more. Ask
                        with dry_run first, and list_notification_rules with its channel_id for what would go along.
                        """)
                .takes(OF_CHANNEL)
                .calling(call -> call.removing(
                        "the channel is removed with every rule that sends by it",
                        () -> channels.find(call.workspace(), call.id(CHANNEL_ID, CHANNEL)),
                        () -> channels.delete(call.workspace(), call.id(CHANNEL_ID, CHANNEL))));
    }

    private Tool listRules() {
        return Tool.named("list_notification_rules", "List notification rules")
                .is("rule_list", Scope.NOTIFICATIONS_READ, Effect.READS)
                .described("""
                        Lists when messages are sent: the rules of one job (job_id), of one monitor (monitor_id), or all.
                        Changes nothing.
                        """)
                .takes(OF_JOB)
                .takes(OF_MONITOR)
                .calling(call -> rules.list(
                        call.workspace(), target(call), QueryValue.id(CHANNEL_ID, call.text(CHANNEL_ID)), call.page()));
    }

    private Tool createRule() {
        return Tool.named("create_notification_rule", "Create a notification rule")
                .is("rule_create", Scope.NOTIFICATIONS_WRITE, Effect.ADDS)
                .described("""
                        Makes a channel be told of an event: of one job (job_id), of one monitor (monitor_id), or without
                        either of every job or monitor there is and will be. Without after_failures or
                        min_interval_minutes each failure sends a message. Needs a channel: create_notification_channel.
                        """)
                .takes(OF_JOB)
                .takes(OF_MONITOR)
                .calling(call -> rules.create(call.workspace(), target(call), call.document()));
    }

    private Tool deleteRule() {
        return Tool.named("delete_notification_rule", "Delete a notification rule")
                .is("rule_delete", Scope.NOTIFICATIONS_WRITE, Effect.DESTROYS)
                .described("""
                        Removes a rule: its channel is not told of its event any more. Ask with dry_run first. A rule is
                        not changed but deleted and created anew.
                        """)
                .takes(Argument.id(RULE_ID, "The rule's id, as list_notification_rules tells it"))
                .calling(call -> call.removing(
                        "the rule is removed; the channel stays",
                        () -> rules.find(call.workspace(), call.id(RULE_ID, "rule")),
                        () -> rules.delete(call.workspace(), call.id(RULE_ID, "rule"))));
    }

    private static RuleTarget target(ToolCall call) {
        UUID job = call.optionalId("job_id", "job");
        UUID monitor = call.optionalId("monitor_id", "monitor");
        if (job != null && monitor != null) {
            throw Problem.invalid(new Detail("job_id", "one_of", "and monitor_id exclude each other", null));
        }
        if (job != null) {
            return RuleTarget.ofJob(job);
        }
        return monitor != null ? RuleTarget.ofMonitor(monitor) : RuleTarget.WORKSPACE;
    }
}
