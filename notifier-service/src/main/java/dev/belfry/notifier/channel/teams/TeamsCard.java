package dev.belfry.notifier.channel.teams;

import dev.belfry.notifier.channel.Fitted;
import dev.belfry.notifier.channel.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message with an adaptive card, as the workflows of Teams take it. Its names are camelCase, so it is made of maps. */
final class TeamsCard {

    // Written as JSON a character takes six bytes at most: all together stay below 28 KB whatever they hold.
    private static final int MAX_HEADLINE = 300;
    private static final int MAX_FACT = 300;
    private static final int MAX_OUTPUT = 1500;

    private TeamsCard() {}

    static Map<String, Object> of(Wording wording, String link) {
        List<Map<String, Object>> body = new ArrayList<>();
        body.add(block(run(
                Fitted.text(wording.headline(), MAX_HEADLINE),
                Map.of("size", "Large", "weight", "Bolder", "color", color(wording)))));
        wording.facts()
                .forEach(fact -> body.add(block(
                        run(fact.label() + ": ", Map.of("weight", "Bolder")),
                        run(Fitted.text(fact.text(), MAX_FACT), Map.of()))));
        wording.output()
                .ifPresent(output ->
                        body.add(block(run(Fitted.text(output, MAX_OUTPUT), Map.of("fontType", "Monospace")))));
        Map<String, Object> card = Map.of(
                "$schema", "http://adaptivecards.io/schemas/adaptive-card.json",
                "type", "AdaptiveCard",
                "version", "1.4",
                "body", body,
                "actions", List.of(Map.of("type", "Action.OpenUrl", "title", "Open in Belfry", "url", link)));
        return Map.of(
                "type",
                "message",
                "attachments",
                List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
    }

    /** Of runs, because the text of other elements is Markdown, and names and answers are what strangers wrote. */
    @SafeVarargs
    private static Map<String, Object> block(Map<String, String>... runs) {
        return Map.of("type", "RichTextBlock", "inlines", List.of(runs));
    }

    private static Map<String, String> run(String text, Map<String, String> style) {
        Map<String, String> run = new LinkedHashMap<>();
        run.put("type", "TextRun");
        run.put("text", text);
        run.putAll(style);
        return run;
    }

    private static String color(Wording wording) {
        return switch (wording.tone()) {
            case GOOD -> "Good";
            case BAD -> "Attention";
            case NEUTRAL -> "Warning";
        };
    }
}
