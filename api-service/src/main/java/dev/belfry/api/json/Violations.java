package dev.belfry.api.json;

import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with a document. A field is reported once, by the first rule it breaks.
 *
 * <p>The first {@value #MAX} are kept: a body may hold a hundred thousand mistakes, and neither the time to compare them
 * nor the answer may grow with it.
 */
public final class Violations {

    static final int MAX = 100;

    private final Map<String, Detail> found = new LinkedHashMap<>();
    private boolean leftOut;

    public void add(String field, String rule, String message, @Nullable Object value) {
        if (isFull()) {
            leftOut = true;
        } else if (!concerns(field)) {
            found.put(field, new Detail(field, rule, message, value));
        }
    }

    /** Whether the field itself, or the object it stands in, is reported, or would be left out. */
    public boolean concerns(String field) {
        return isFull()
                || found.containsKey(field)
                || found.keySet().stream().anyMatch(outer -> isWithin(field, outer));
    }

    /** Whether whatever is added now is left out. */
    boolean isFull() {
        return found.size() == MAX;
    }

    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw Problem.invalid(List.copyOf(found.values()), leftOut);
        }
    }

    private static boolean isWithin(String inner, String outer) {
        return inner.length() > outer.length()
                && inner.startsWith(outer)
                && (inner.charAt(outer.length()) == '.' || inner.charAt(outer.length()) == '[');
    }
}
