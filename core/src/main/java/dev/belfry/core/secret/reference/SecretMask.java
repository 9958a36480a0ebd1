package dev.belfry.core.secret.reference;

import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the values that an attempt sent, and their usual encodings, by {@code ***} in what is recorded of it.
 *
 * <p>A value of fewer than {@link #SHORTEST} characters would hide half of every text. It is replaced only where it is the
 * whole text or stands alone between double quotes.
 */
public final class SecretMask {

    /** The mask that hides nothing. */
    public static final SecretMask NONE = new SecretMask(Set.of());

    public static final int SHORTEST = 4;
    public static final String STARS = "***";

    private final Set<String> whole = new LinkedHashSet<>();
    private final List<Needle> anywhere;

    private SecretMask(Collection<String> values) {
        Set<String> forms = new LinkedHashSet<>();
        for (String value : values) {
            if (value.strip().length() < SHORTEST) {
                whole.add(value.strip());
            } else {
                SecretForms.of(value).stream()
                        .filter(form -> form.length() >= SHORTEST)
                        .forEach(forms::add);
            }
        }
        whole.remove("");
        whole.forEach(value -> forms.add('"' + value + '"'));
        // Once for all texts: an answer may have a thousand headers, and a table is as long as its secret.
        anywhere = forms.stream().map(Needle::new).toList();
    }

    /** The mask for some values. */
    public static SecretMask of(Collection<String> values) {
        return values.isEmpty() ? NONE : new SecretMask(values);
    }

    /** A text without the values. */
    public String mask(String text) {
        return masked(text, false);
    }

    /** The beginning of a text that was cut off somewhere: hides the part of a value that the cut has left, too. */
    public String maskCut(String text) {
        return masked(text, true);
    }

    /** A JSON value (maps, lists, texts, numbers and truth values) without the values in its texts, keys and numbers. */
    public @Nullable Object maskJson(@Nullable Object json) {
        if (json instanceof String text) {
            return mask(text);
        }
        if (json instanceof Number number) {
            String masked = mask(number.toString());
            return masked.equals(number.toString()) ? number : masked;
        }
        if (json instanceof Map<?, ?> object) {
            Map<String, @Nullable Object> masked = new LinkedHashMap<>();
            object.forEach((key, value) -> masked.put(mask(String.valueOf(key)), maskJson(value)));
            return masked;
        }
        if (json instanceof List<?> list) {
            return list.stream().map(this::maskJson).toList();
        }
        return json;
    }

    private String masked(String text, boolean isCut) {
        if (whole.contains(text.strip())) {
            return STARS;
        }
        BitSet marks = new BitSet(text.length());
        for (Needle form : anywhere) {
            if (isCut) {
                int begun = form.mark(text, marks);
                marks.set(text.length() - begun, text.length());
            } else if (form.length() <= text.length()) {
                form.mark(text, marks);
            }
        }
        return marks.isEmpty() ? text : starred(text, marks);
    }

    private static String starred(String text, BitSet marks) {
        StringBuilder starred = new StringBuilder(text.length());
        int at = 0;
        for (int from = marks.nextSetBit(0); from >= 0; from = marks.nextSetBit(at)) {
            starred.append(text, at, from).append(STARS);
            at = marks.nextClearBit(from);
        }
        return starred.append(text, at, text.length()).toString();
    }

    /** Never the values. */
    @Override
    public String toString() {
        return "SecretMask";
    }
}
