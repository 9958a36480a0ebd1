package dev.belfry.transport.json;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The snake_case name of a name in Java, in which each capital letter begins a word: {@code everyNMinutes} is
 * {@code every_n_minutes}. Jackson's own strategy takes neighbouring capitals for one word and says
 * {@code every_nminutes}.
 */
public final class WireNames extends NamingBase {

    private static final Pattern WORD = Pattern.compile("(?<!^)(?=[A-Z])");

    /** The name on the wire, in documents and in stored JSON. */
    public static String of(String javaName) {
        return WORD.matcher(javaName).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    @Override
    public String translate(String javaName) {
        return of(javaName);
    }
}
