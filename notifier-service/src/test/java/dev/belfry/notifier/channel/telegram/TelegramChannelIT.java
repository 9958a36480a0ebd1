package dev.belfry.notifier.channel.telegram;

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

class TelegramChannelIT extends ChannelPromises {

    private static final String TOKEN = "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11";
    private static final int MAX_TEXT = 4096;

    @Override
    protected Service service() {
        String tooMany = "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 7\","
                + "\"parameters\":{\"retry_after\":7}}";
        return new Service(
                "telegram.json",
                "/bot" + TOKEN + "/sendMessage",
                Answer.body("{\"ok\":true}"),
                new Answer(429, Map.of(), tooMany, false),
                List.of(400, 401, 403, 404));
    }

    @Override
    protected Channel channel(HttpPost post) {
        return new TelegramChannel(post);
    }

    @Override
    protected ChannelAddress address(String baseUrl) {
        return ChannelAddress.of(
                "{\"chat_id\": \"-100\", \"include_output\": true, \"api_url\": \"" + baseUrl + "\"}",
                Map.of("bot_token", TOKEN));
    }

    /** The limit is for the text without its markup; nothing but our own tags may be left in it. */
    @Override
    protected void assertWithinLimits(JsonNode message, String raw) {
        String plain = message.path("text").asText().replaceAll("</?(b|pre|a)( href=\"[^\"]*\")?>", "");
        assertThat(plain).doesNotContain("<").doesNotContain(">");
        assertThat(plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
                .hasSizeLessThanOrEqualTo(MAX_TEXT);
    }

    @Test
    void writesToTheChatInItsOwnHtml() {
        send(Samples.failed("a & b", "x < y", "{}"));

        JsonNode message = json(received().get(0));
        assertThat(message.path("chat_id").asText()).isEqualTo("-100");
        assertThat(message.path("text").asText())
                .startsWith("<b>Job \u201ca &amp; b\u201d failed 3 times in a row</b>\n")
                .contains("<b>Error:</b> x &lt; y\n", "<pre>{}</pre>")
                .endsWith("<a href=\"https://belfry.example/executions/1\">Open in Belfry</a>");
    }
}
