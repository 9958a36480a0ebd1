package dev.belfry.notifier.channel.teams;

import dev.belfry.notifier.channel.Fitted;
import dev.belfry.notifier.channel.Wording;
import java.util.ArrayList;
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
        body.add(Map.of(
                "type",
                "TextBlock",
                "text",
                Fitted.text(wording.headline(), MAX_HEADLINE),
                "size",
                "Large",
                "weight",
                "Bolder",
                "wrap",
                true,
                "color",
                color(wording)));
        List<Map<String, String>> facts = wording.facts().stream()
                .map(fact -> Map.of("title", fact.label(), "value", Fitted.text(fact.text(), MAX_FACT)))
                .toList();
        if (!facts.isEmpty()) {
            body.add(Map.of("type", "FactSet", "facts", facts));
        }
        wording.output()
                .ifPresent(output -> body.add(Map.of(
                        "type",
                        "TextBlock",
                        "text",
                        Fitted.text(output, MAX_OUTPUT),
                        "fontType",
                        "Monospace",
                        "wrap",
                        true)));
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

    private static String color(Wording wording) {
        return switch (wording.tone()) {
            case GOOD -> "Good";
            case BAD -> "Attention";
            case NEUTRAL -> "Warning";
        };
    }
}
