package dev.belfry.notifier.run;

import dev.belfry.notifier.channel.Channel;
import dev.belfry.notifier.channel.HttpPost;
import dev.belfry.notifier.channel.discord.DiscordChannel;
import dev.belfry.notifier.channel.email.EmailChannel;
import dev.belfry.notifier.channel.pagerduty.PagerDutyChannel;
import dev.belfry.notifier.channel.slack.SlackChannel;
import dev.belfry.notifier.channel.teams.TeamsChannel;
import dev.belfry.notifier.channel.telegram.TelegramChannel;
import dev.belfry.notifier.channel.webhook.WebhookChannel;
import dev.belfry.notifier.run.Notifier.Surroundings;
import dev.belfry.transport.http.GuardedClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The channels there are: a new one is a line here. */
final class Channels {

    private Channels() {}

    /** @param patience how long a receiver may take */
    static List<Channel> all(Surroundings in, GuardedClient client, Clock clock, Duration patience) {
        HttpPost post = new HttpPost(client, clock, patience);
        return List.of(
                new WebhookChannel(post, clock),
                new EmailChannel(in.mail().mailer(), in.mail().config()),
                new SlackChannel(post),
                new DiscordChannel(post),
                new TelegramChannel(post),
                new TeamsChannel(post),
                new PagerDutyChannel(post));
    }
}
