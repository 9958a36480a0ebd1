package dev.belfry.core.secret.reference;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The references to secrets in a text. */
public final class SecretReferences {

    /** What a secret may be called. */
    public static final String NAME = "[A-Za-z0-9_.-]{1,128}";

    private static final Pattern REFERENCE = Pattern.compile("secret://([A-Za-z0-9_.-]{1,128}+)(?![A-Za-z0-9_.-])");
    private static final Pattern WITH_TEMPLATE = Pattern.compile("secret://[A-Za-z0-9_.-]*+\\{\\{");

    private SecretReferences() {}

    /** The names in a text, sorted, each once. */
    public static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /**
     * The text with values in place of references. A reference without a value stays as it stands: that is what is sent
     * for a deleted or unknown secret. Values are not searched for references again.
     */
    public static String resolve(String text, Map<String, String> values) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }

    /** Whether a template stands where the name of a secret does. */
    public static boolean holdTemplate(String text) {
        return WITH_TEMPLATE.matcher(text).find();
    }
}
