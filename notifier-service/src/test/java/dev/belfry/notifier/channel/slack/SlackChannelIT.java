package dev.belfry.notifier.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.belfry.core.testing.TargetServer.Answer;
import dev.belfry.notifier.channel.Channel;
import dev.belfry.notifier.channel.ChannelAddress;
import dev.belfry.notifier.channel.ChannelPromises;
import dev.belfry.notifier.channel.HttpPost;
import dev.belfry.notifier.channel.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackChannelIT extends ChannelPromises {

    private static final String PATH = "/services/T000/B000/XXXX";

    @Override
    protected Service service() {
        return new Service(
                "slack.json",
                PATH,
                Answer.body("ok"),
                Answer.status(429).with("Retry-After", "7"),
                List.of(400, 403, 404, 410));
    }

    @Override
    protected Channel channel(HttpPost post) {
        return new SlackChannel(post);
    }

    @Override
    protected ChannelAddress address(String baseUrl) {
        return address(baseUrl, "");
    }

    private static ChannelAddress address(String baseUrl, String more) {
        return ChannelAddress.of(
                "{\"include_output\": true, \"api_url\": \"" + baseUrl + "/\"" + more + "}",
                Map.of("webhook_url", "https://hooks.slack.com" + PATH));
    }

    @Test
    void tellsWhatFailedSinceWhenAndHowOften() {
        send(Samples.failed());

        assertThat(received().get(0).body())
                .contains(
                        "Job \u201cnightly\u201d failed 3 times in a row",
                        "*Status:* failed, HTTP 503 after 3 attempts",
                        "*Error:* the target answered 503",
                        "*Failing since:* 2026-11-22T07:30:00Z, for 2 h 1 min",
                        "<https://belfry.example/executions/1|Open in Belfry>",
                        "rows");
    }

    @Test
    void goodNewsAreOfAnOutageThatIsOver() {
        send(Samples.recovered());

        assertThat(received().get(0).body()).contains("*Had failed since:* ").doesNotContain("Failing");
    }

    @ParameterizedTest
    @CsvSource({
        "@channel, <!channel>",
        "@here, <!here>",
        "<!channel>, <!channel>",
        "@U024BE7LH, <@U024BE7LH>",
        "ops:, ops:"
    })
    void putsTheMentionBeforeTheMessage(String mention, String sent) {
        send(Samples.failed(), address(server().url(""), ", \"mention_text\": \"" + mention + "\""));

        assertThat(json(received().get(0)).at("/blocks/0/text/text").asText()).isEqualTo(sent);
    }

    @Test
    void aNameIsNoMarkup() {
        send(Samples.failed("*nightly*_report_", "none", "none"));

        JsonNode header = json(received().get(0)).at("/blocks/0");
        assertThat(header.path("type").asText()).isEqualTo("header");
        assertThat(header.at("/text/type").asText()).isEqualTo("plain_text");
        assertThat(header.at("/text/text").asText()).contains("\u201c*nightly*_report_\u201d failed");
    }

    @Test
    void anOutputDoesNotEndItsOwnBlock() {
        send(Samples.failed("nightly", "none", "a ``` *b*``"));

        assertThat(received().get(0).body()).contains("```\\na ''' *b*``\\n```");
    }

    @Test
    void whatStrangersWroteMentionsNobody() {
        send(Samples.failed("<!channel>", "<!here>", "<@U024BE7LH>"));

        JsonNode sent = json(received().get(0));
        assertThat(sent.at("/blocks/0/text/type").asText()).isEqualTo("plain_text");
        ((ArrayNode) sent.path("blocks")).remove(0);
        assertThat(sent.toString())
                .contains("&lt;!channel")
                .doesNotContain("<!")
                .doesNotContain("<@");
    }
}
