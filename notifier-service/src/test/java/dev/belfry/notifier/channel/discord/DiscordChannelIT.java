package dev.belfry.notifier.channel.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.core.testing.TargetServer.Answer;
import dev.belfry.notifier.channel.Channel;
import dev.belfry.notifier.channel.ChannelAddress;
import dev.belfry.notifier.channel.ChannelPromises;
import dev.belfry.notifier.channel.HttpPost;
import dev.belfry.notifier.channel.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscordChannelIT extends ChannelPromises {

    private static final String PATH = "/api/webhooks/1/token";
    private static final int MAX_EMBED = 6000;

    @Override
    protected Service service() {
        Answer slowDown = new Answer(
                429, Map.of("Retry-After", "6.457"), "{\"message\": \"...\", \"retry_after\": 6.457}", false);
        return new Service(
                "discord.json", PATH, Answer.body("{\"id\": \"1\"}"), slowDown, List.of(400, 401, 403, 404, 410));
    }

    @Override
    protected Channel channel(HttpPost post) {
        return new DiscordChannel(post);
    }

    @Override
    protected ChannelAddress address(String baseUrl) {
        return ChannelAddress.of("{\"include_output\": true}", Map.of("webhook_url", baseUrl + PATH));
    }

    @Override
    protected void assertWithinLimits(JsonNode message, String raw) {
        JsonNode embed = message.at("/embeds/0");
        int characters = embed.path("title").asText().length()
                + embed.path("description").asText().length();
        for (JsonNode field : embed.path("fields")) {
            characters += field.path("name").asText().length()
                    + field.path("value").asText().length();
        }
        assertThat(characters).isLessThanOrEqualTo(MAX_EMBED);
    }

    @Test
    void whatStrangersWroteIsNoMarkdown() {
        send(Samples.failed("[nightly](https://a.example)", "[see](https://b.example)", "none"));

        JsonNode embed = json(received().get(0)).at("/embeds/0");
        assertThat(embed.path("title").asText()).contains("\\[nightly\\]\\(https://a.example\\)");
        assertThat(embed.path("fields").findValuesAsText("value")).contains("\\[see\\]\\(https://b.example\\)");
    }

    @Test
    void asksToWaitAndPostsToTheThread() {
        ChannelAddress thread = ChannelAddress.of("{\"thread_id\": \"42\"}", Map.of("webhook_url", server().url(PATH)));

        send(Samples.failed(), thread);

        assertThat(received().get(0).uri()).endsWith("?wait=true&thread_id=42");
    }
}
