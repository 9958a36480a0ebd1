package dev.belfry.notifier.channel.discord;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.belfry.notifier.channel.Fitted;
import dev.belfry.notifier.channel.Notification;
import dev.belfry.notifier.channel.Wording;
import java.util.List;
import java.util.Map;

/**
 * A message as Discord's webhooks take it.
 *
 * @param allowedMentions nobody: what an error quotes is not for pinging people
 */
record DiscordMessage(List<Embed> embeds, Map<String, List<String>> allowedMentions) {

    /** @param description Markdown */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Embed(String title, String description, String url, int color, List<Field> fields) {}

    record Field(String name, String value) {}

    private static final int MAX_TITLE = 256;
    // A quarter of what is allowed, so that all together stay below 6000 characters.
    private static final int MAX_OUTPUT = 2000;
    private static final int MAX_VALUE = 600;
    private static final int MAX_FIELDS = 5;
    private static final int GREEN = 0x2EB67D;
    private static final int RED = 0xE01E5A;
    private static final int YELLOW = 0xECB22E;

    static DiscordMessage of(Wording wording, Notification told) {
        List<Field> fields = wording.facts().stream()
                .limit(MAX_FIELDS)
                .map(fact -> new Field(fact.label(), Fitted.plainInMarkdown(fact.text(), MAX_VALUE)))
                .toList();
        // Three backticks would end the block in which the output stands.
        String output = wording.output()
                .map(text -> "```\n" + Fitted.text(text.replace("```", "'''"), MAX_OUTPUT) + "\n```")
                .orElse("");
        Embed embed = new Embed(
                Fitted.plainInMarkdown(wording.headline(), MAX_TITLE),
                output,
                told.circumstances().link(),
                switch (wording.tone()) {
                    case GOOD -> GREEN;
                    case BAD -> RED;
                    case NEUTRAL -> YELLOW;
                },
                fields);
        return new DiscordMessage(List.of(embed), Map.of("parse", List.of()));
    }
}
