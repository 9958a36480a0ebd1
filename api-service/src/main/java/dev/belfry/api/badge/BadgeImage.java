package dev.belfry.api.badge;

import dev.belfry.core.monitor.MonitorState;

/** A badge for people: a word on its colour. */
final class BadgeImage {

    private static final int PER_LETTER = 7;
    private static final int PADDING = 12;
    private static final String LABEL = "heartbeat";

    private static final String SVG = """
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="%6$s: %5$s">
            <title>%6$s: %5$s</title>
            <clipPath id="r"><rect width="%1$d" height="20" rx="3"/></clipPath>
            <g clip-path="url(#r)">
            <rect width="%2$d" height="20" fill="#444"/><rect x="%2$d" width="%3$d" height="20" fill="%4$s"/>
            </g>
            <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">
            <text x="%7$s" y="14" textLength="%8$d">%6$s</text><text x="%9$s" y="14" textLength="%10$d">%5$s</text>
            </g>
            </svg>
            """;

    private BadgeImage() {}

    static String svg(MonitorState state) {
        String word = state.wireName();
        int left = width(LABEL);
        int right = width(word);
        return SVG.formatted(
                left + right,
                left,
                right,
                colour(state),
                word,
                LABEL,
                left / 2.0,
                left - PADDING,
                left + right / 2.0,
                right - PADDING);
    }

    static String colour(MonitorState state) {
        return switch (state) {
            case UP -> "#1a7f37";
            case DOWN -> "#c62828";
            case PENDING -> "#2b6cb0";
            case PAUSED -> "#6b6b6b";
        };
    }

    private static int width(String text) {
        return text.length() * PER_LETTER + PADDING;
    }
}
