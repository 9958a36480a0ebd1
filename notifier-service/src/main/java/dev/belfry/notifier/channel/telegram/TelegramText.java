package dev.belfry.notifier.channel.telegram;

import dev.belfry.notifier.channel.Fitted;
import dev.belfry.notifier.channel.Wording;

/** The words of a notification in Telegram's HTML. What counts against its limit is the text without the markup. */
final class TelegramText {

    private static final int MAX = 4096;
    private static final int MAX_HEADLINE = 500;
    private static final int MAX_FACT = 600;
    private static final int MAX_LINK = 30;

    private final StringBuilder html = new StringBuilder();
    private int left = MAX;

    private TelegramText() {}

    static String of(Wording wording, String link) {
        TelegramText text = new TelegramText();
        text.left -= MAX_LINK;
        text.add("<b>", Fitted.text(wording.headline(), MAX_HEADLINE), "</b>\n");
        wording.facts().forEach(fact -> {
            text.add("<b>", fact.label() + ":", "</b> ");
            text.add("", Fitted.text(fact.text(), MAX_FACT), "\n");
        });
        wording.output().ifPresent(output -> text.add("<pre>", output, "</pre>\n"));
        return text.html
                .append("<a href=\"")
                .append(attribute(link))
                .append("\">Open in Belfry</a>")
                .toString();
    }

    private void add(String before, String words, String after) {
        int room = left - after.length();
        if (room > 1) {
            String fitting = Fitted.text(words, Math.min(words.length(), room));
            html.append(before)
                    .append(Fitted.escaped(fitting, Integer.MAX_VALUE))
                    .append(after);
            left = room - fitting.length();
        }
    }

    private static String attribute(String url) {
        return Fitted.escaped(url, Integer.MAX_VALUE).replace("\"", "&quot;");
    }
}
