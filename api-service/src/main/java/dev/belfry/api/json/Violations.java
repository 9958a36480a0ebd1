package dev.belfry.api.json;

import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a document. A field is reported once, by the first rule it breaks. */
public final class Violations {

    private final List<Detail> found = new ArrayList<>();

    public void add(String field, String rule, String message, @Nullable Object value) {
        if (!concerns(field)) {
            found.add(new Detail(field, rule, message, value));
        }
    }

    /** Whether the field itself, or the object it stands in, is reported already. */
    public boolean concerns(String field) {
        return found.stream().anyMatch(detail -> field.equals(detail.field()) || isWithin(field, detail.field()));
    }

    /** Whether something at or below the field is reported. */
    public boolean concernsAnythingIn(String field) {
        return found.stream().anyMatch(detail -> field.equals(detail.field()) || isWithin(detail.field(), field));
    }

    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw Problem.invalid(found);
        }
    }

    private static boolean isWithin(String inner, String outer) {
        return inner.startsWith(outer + ".") || inner.startsWith(outer + "[");
    }
}
