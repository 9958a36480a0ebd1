package dev.belfry.notifier.channel.slack;

import dev.belfry.notifier.channel.Fitted;
import dev.belfry.notifier.channel.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message as Slack's incoming webhooks take it.
 *
 * @param text what notifications show, and programs that know no blocks
 */
record SlackMessage(String text, List<Map<String, Object>> blocks) {

    private static final int MAX_SECTION = 3000;
    private static final int MAX_TEXT = 1000;
    private static final int MAX_FACT = 1000;
    private static final int MAX_HEADLINE = 500;
    private static final int MAX_HEADER = 150;
    private static final String FENCE = "```";
    private static final String BEGIN = FENCE + "\n";
    private static final String END = "\n" + FENCE;

    /** What people write for a mention, and Slack wants spelled otherwise. */
    private static final Pattern EVERYBODY = Pattern.compile("(?<!<!)@(channel|here|everyone)\\b");

    private static final Pattern MEMBER = Pattern.compile("(?<!<)@([UW][A-Z0-9]{6,})\\b");

    static SlackMessage of(Wording wording, Optional<String> mention, String link) {
        String called = mention.map(SlackMessage::mention).orElse("");
        List<Map<String, Object>> blocks = new ArrayList<>();
        if (!called.isEmpty()) {
            blocks.add(section(called));
        }
        blocks.add(header(sign(wording) + " " + wording.headline()));
        StringBuilder facts = new StringBuilder();
        wording.facts().forEach(fact -> {
            String line = "*" + fact.label() + ":* " + Fitted.escaped(fact.text(), MAX_FACT) + "\n";
            if (facts.length() + line.length() <= MAX_SECTION) {
                facts.append(line);
            }
        });
        if (!facts.isEmpty()) {
            blocks.add(section(facts.toString()));
        }
        // Three backticks, the last of the output and the first behind it included, would end the block.
        wording.output()
                .map(output -> output.replace(FENCE, "'''"))
                .map(output -> BEGIN + Fitted.escaped(output, MAX_SECTION - BEGIN.length() - END.length()) + END)
                .ifPresent(output -> blocks.add(section(output)));
        blocks.add(Map.of("type", "context", "elements", List.of(markdown("<" + link + "|Open in Belfry>"))));
        String text = called + " " + Fitted.escaped(wording.headline(), MAX_HEADLINE);
        return new SlackMessage(Fitted.text(text.strip(), MAX_TEXT), blocks);
    }

    private static String mention(String text) {
        String everybody = EVERYBODY.matcher(text).replaceAll("<!$1>");
        return MEMBER.matcher(everybody).replaceAll("<@$1>");
    }

    private static String sign(Wording wording) {
        return switch (wording.tone()) {
            case GOOD -> "\uD83D\uDFE2";
            case BAD -> "\uD83D\uDD34";
            case NEUTRAL -> "\uD83D\uDFE1";
        };
    }

    /** In large letters, and nothing in it is markup: a job may be called {@code nightly_*_report}. */
    private static Map<String, Object> header(String text) {
        return Map.of(
                "type",
                "header",
                "text",
                Map.of("type", "plain_text", "text", Fitted.text(text, MAX_HEADER), "emoji", false));
    }

    private static Map<String, Object> section(String text) {
        return Map.of("type", "section", "text", markdown(text));
    }

    private static Map<String, Object> markdown(String text) {
        return Map.of("type", "mrkdwn", "text", text);
    }
}
