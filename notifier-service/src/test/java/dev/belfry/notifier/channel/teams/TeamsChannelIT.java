package dev.belfry.notifier.channel.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.core.testing.TargetServer.Answer;
import dev.belfry.notifier.channel.Channel;
import dev.belfry.notifier.channel.ChannelAddress;
import dev.belfry.notifier.channel.ChannelPromises;
import dev.belfry.notifier.channel.HttpPost;
import dev.belfry.notifier.channel.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TeamsChannelIT extends ChannelPromises {

    private static final String PATH = "/workflows/1/triggers/manual/paths/invoke";
    private static final int MAX_BYTES = 28 * 1024;

    @Override
    protected Service service() {
        return new Service(
                "teams.json",
                PATH,
                Answer.status(202),
                Answer.status(429).with("Retry-After", "7"),
                List.of(400, 401, 403, 404, 410, 413));
    }

    @Override
    protected Channel channel(HttpPost post) {
        return new TeamsChannel(post);
    }

    @Override
    protected ChannelAddress address(String baseUrl) {
        return ChannelAddress.of("{\"include_output\": true}", Map.of("webhook_url", baseUrl + PATH + "?sig=s3cret"));
    }

    @Test
    void whatStrangersWroteIsNoMarkdown() {
        String link = "[see](https://a.example)";

        send(Samples.failed(link, link, link));

        assertThat(json(received().get(0)).findParents("text"))
                .filteredOn(element -> element.path("text").asText().contains(link))
                .hasSize(3)
                .allSatisfy(element -> assertThat(element.path("type").asText()).isEqualTo("TextRun"));
    }

    @Override
    protected void assertWithinLimits(JsonNode message, String raw) {
        assertThat(raw.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MAX_BYTES);
    }
}
