package dev.belfry.api.crontab;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lines of a crontab that want to be jobs. */
final class Crontab {

    private static final Pattern LINE_END = Pattern.compile("\r\n|\n|\r");
    private static final Pattern SETTING = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

    /** Editors on Windows put it first. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<CrontabLine> lines = new ArrayList<>();
    private @Nullable String timezone;

    private Crontab() {}

    static List<CrontabLine> lines(String text) {
        Crontab crontab = new Crontab();
        String[] all = LINE_END.split(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, -1);
        for (int i = 0; i < all.length; i++) {
            crontab.read(i + 1, all[i].strip());
        }
        return List.copyOf(crontab.lines);
    }

    private void read(int number, String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        Matcher setting = SETTING.matcher(line);
        if (!setting.matches()) {
            lines.add(new CrontabLine(number, line, timezone));
        } else if (setting.group(1).equals("CRON_TZ")) {
            String zone = unquoted(setting.group(2).strip());
            timezone = zone.isEmpty() ? null : zone;
        }
    }

    private static String unquoted(String value) {
        Matcher quoted = QUOTED.matcher(value);
        if (!quoted.matches()) {
            return value;
        }
        return quoted.group(1) != null ? quoted.group(1) : quoted.group(2);
    }
}
