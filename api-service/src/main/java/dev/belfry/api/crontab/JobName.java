package dev.belfry.api.crontab;

/** What to call a job that has no name: its URL without what varies, or its command. */
final class JobName {

    private static final int MAX = 200;

    private JobName() {}

    static String ofUrl(String url) {
        String name = url.replaceFirst("(?i)^https?://", "")
                .replaceFirst("[?#].*$", "")
                .replaceFirst("/+$", "");
        return cut(name.isBlank() ? url : name, MAX);
    }

    static String ofCommand(String command) {
        return cut(command.strip().replaceAll("\\s+", " "), MAX);
    }

    /** The beginning of a text, an ellipsis included where something is left out. */
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
