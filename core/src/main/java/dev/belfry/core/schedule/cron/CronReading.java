package dev.belfry.core.schedule.cron;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.parser.CronParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of reading a cron expression: the expression, or everything that is wrong with it.
 *
 * @param expression null when there are problems
 * @param problems empty when the text is legal; at most one for each field. Codes: {@code too_long},
 *     {@code cron_syntax}, {@code never_matches}
 */
public record CronReading(@Nullable CronExpression expression, List<CronRemark> problems) {

    /** Longer text is refused unread; the longest useful expressions stay far below. */
    public static final int MAX_LENGTH = 256;

    private static final Map<String, String> MACROS = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");

    private static final Pattern BLANKS = Pattern.compile("[ \t]+");

    private static final Pattern OUTER_BLANKS = Pattern.compile("\\A[ \t]+|[ \t]+\\z");

    /** What cron-utils would let through and our grammar does not: signs, foreign digits, steps on plain numbers. */
    private static final Pattern FIELD = fieldPattern();

    /** Sunday is 7 to cron-utils, so that {@code SUN-TUE} would run backwards. {@code SUN-SUN} remains one day. */
    private static final Pattern LEADING_SUNDAY = Pattern.compile("(?i)(?<![^,])SUN-(?!SUN)");

    /**
     * Legal expressions read lately. Reading takes about 10 microseconds, finding the next tick a tenth of one, and most
     * of a million jobs share a few expressions.
     */
    private static final Map<String, CronReading> KNOWN = new ConcurrentHashMap<>();

    private static final int MAX_KNOWN = 1000;

    private static final CronParser PARSER = new CronParser(definition());

    /** Reads text of any content; blanks around and between the fields may be spaces and tabs in any number. */
    public static CronReading of(String text) {
        if (text.length() > MAX_LENGTH) {
            return refused(
                    "too_long",
                    "the expression has " + text.length() + " characters; at most " + MAX_LENGTH + " are allowed");
        }
        String trimmed = OUTER_BLANKS.matcher(text).replaceAll("");
        if (trimmed.startsWith("@")) {
            String fields = MACROS.get(trimmed);
            return fields == null ? refused("cron_syntax", unknownMacro(trimmed)) : ofFields(fields.split(" "));
        }
        String[] fields = trimmed.isEmpty() ? new String[0] : BLANKS.split(trimmed, -1);
        if (fields.length != CronField.values().length) {
            return refused("cron_syntax", wrongCount(fields.length));
        }
        return ofFields(fields);
    }

    private static CronReading ofFields(String[] fields) {
        String key = String.join(" ", fields);
        CronReading known = KNOWN.get(key);
        if (known != null) {
            return known;
        }
        CronReading reading = readFields(fields);
        if (reading.expression != null) {
            if (KNOWN.size() >= MAX_KNOWN) {
                KNOWN.clear();
            }
            KNOWN.put(key, reading);
        }
        return reading;
    }

    private static CronReading readFields(String[] fields) {
        Cron parsed = parse(fields);
        if (parsed == null) {
            return new CronReading(null, blame(fields));
        }
        List<List<CronPart>> read = Arrays.stream(CronField.values())
                .map(field -> CronPart.of(
                        field,
                        parsed.retrieve(CronFieldName.valueOf(field.name())).getExpression()))
                .toList();
        CronExpression expression = new CronExpression(new CronFields(List.of(fields), read));
        return expression.canMatch()
                ? new CronReading(expression, List.of())
                : refused("never_matches", neverMatches(fields));
    }

    private static @Nullable Cron parse(String[] fields) {
        if (!Arrays.stream(fields).allMatch(field -> FIELD.matcher(field).matches())) {
            return null;
        }
        String[] prepared = fields.clone();
        prepared[4] = LEADING_SUNDAY.matcher(fields[4]).replaceAll("0-");
        try {
            return PARSER.parse(String.join(" ", prepared));
        } catch (RuntimeException refusal) {
            // cron-utils throws several types, some of them by accident; each of them means no.
            return null;
        }
    }

    private static List<CronRemark> blame(String[] fields) {
        List<CronRemark> problems = new ArrayList<>();
        for (CronField field : CronField.values()) {
            String[] alone = Collections.nCopies(fields.length, "*").toArray(String[]::new);
            alone[field.index()] = fields[field.index()];
            if (parse(alone) == null) {
                problems.add(new CronRemark("cron_syntax", CronBlame.message(field, fields[field.index()])));
            }
        }
        return problems;
    }

    private static CronReading refused(String code, String message) {
        return new CronReading(null, List.of(new CronRemark(code, message)));
    }

    private static String neverMatches(String[] fields) {
        return "the expression can never match: no month of \"" + fields[3] + "\" (field 4) has a day of \"" + fields[2]
                + "\" (field 3); allowed is a day that one of the months has";
    }

    private static String wrongCount(int count) {
        return "the expression has " + count + (count == 1 ? " field" : " fields")
                + "; needed are five, separated by blanks: minute, hour, day of month, month, day of week";
    }

    private static String unknownMacro(String text) {
        return "\"" + text + "\" is not supported; allowed are "
                + String.join(", ", MACROS.keySet().stream().sorted().toList()) + " or five fields";
    }

    private static Pattern fieldPattern() {
        String value = "(?:[0-9]{1,2}|[A-Za-z]{3})";
        String item = "(?:(?:\\*|" + value + "-" + value + ")(?:/[0-9]{1,2})?|" + value + ")";
        return Pattern.compile(item + "(?:," + item + ")*");
    }

    private static CronDefinition definition() {
        return CronDefinitionBuilder.defineCron()
                .withMinutes()
                .withValidRange(CronField.MINUTE.min(), CronField.MINUTE.max())
                .withStrictRange()
                .and()
                .withHours()
                .withValidRange(CronField.HOUR.min(), CronField.HOUR.max())
                .withStrictRange()
                .and()
                .withDayOfMonth()
                .withValidRange(CronField.DAY_OF_MONTH.min(), CronField.DAY_OF_MONTH.max())
                .withStrictRange()
                .and()
                .withMonth()
                .withValidRange(CronField.MONTH.min(), CronField.MONTH.max())
                .withStrictRange()
                .and()
                .withDayOfWeek()
                .withValidRange(CronField.DAY_OF_WEEK.min(), CronField.DAY_OF_WEEK.max())
                .withMondayDoWValue(1)
                .withStrictRange()
                .and()
                .instance();
    }
}
