package dev.belfry.notifier.channel.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.core.testing.TargetServer.Answer;
import dev.belfry.notifier.channel.Channel;
import dev.belfry.notifier.channel.ChannelAddress;
import dev.belfry.notifier.channel.ChannelPromises;
import dev.belfry.notifier.channel.HttpPost;
import dev.belfry.notifier.channel.Notification;
import dev.belfry.notifier.channel.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PagerDutyChannelIT extends ChannelPromises {

    private static final int MAX_BYTES = 512 * 1024;

    @Override
    protected Service service() {
        Answer accepted = new Answer(202, Map.of(), "{\"status\":\"success\",\"dedup_key\":\"k\"}", false);
        return new Service(
                "pagerduty.json",
                "/v2/enqueue",
                accepted,
                Answer.status(429).with("Retry-After", "7"),
                List.of(400, 401, 403, 404, 413));
    }

    @Override
    protected Channel channel(HttpPost post) {
        return new PagerDutyChannel(post);
    }

    @Override
    protected ChannelAddress address(String baseUrl) {
        return ChannelAddress.of(
                "{\"include_output\": true, \"api_url\": \"" + baseUrl + "\"}",
                Map.of("routing_key", "R0123456789012345678901234567890"));
    }

    @Override
    protected void assertWithinLimits(JsonNode message, String raw) {
        assertThat(raw.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MAX_BYTES);
    }

    @Test
    void aLateExecutionIsAWarningOfItsOwn() {
        Notification late = Samples.late();

        send(late);

        JsonNode event = json(received().get(0));
        assertThat(event.path("dedup_key").asText())
                .isEqualTo("belfry/execution/"
                        + Objects.requireNonNull(late.execution()).id());
        assertThat(event.at("/payload/severity").asText()).isEqualTo("warning");
    }

    @Test
    void goodNewsResolveWhatBadNewsTriggered() {
        send(Samples.failed());
        send(Samples.reminder());
        send(Samples.recovered());

        assertThat(received())
                .extracting(event -> json(event).path("event_action").asText())
                .containsExactly("trigger", "trigger", "resolve");
        assertThat(received())
                .extracting(event -> json(event).path("dedup_key").asText())
                .containsOnly("belfry/job/" + Samples.JOB);
    }
}
