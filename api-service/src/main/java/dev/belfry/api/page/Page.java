package dev.belfry.api.page;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first.
 *
 * @param nextCursor what {@code cursor} has to be for the next page; null on the last
 */
public record Page<T>(List<T> data, @Nullable String nextCursor) {

    /** Makes a page of the rows found when {@link PageRequest#fetch()} rows were asked for. */
    public static <T> Page<T> of(List<T> rows, PageRequest request, Function<T, Cursor> cursorOf) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, null);
        }
        List<T> shown = rows.subList(0, request.limit());
        return new Page<>(shown, cursorOf.apply(shown.get(shown.size() - 1)).text());
    }

    /** A page that may be short, of a list whose rows were examined down to an id and not below; null means all were. */
    public static <T> Page<T> examined(List<T> rows, @Nullable Cursor downTo) {
        return new Page<>(rows, downTo == null ? null : downTo.text());
    }

    /** The rows that fulfil a condition; the next page begins where it did. */
    public Page<T> only(Predicate<T> condition) {
        return new Page<>(data.stream().filter(condition).toList(), nextCursor);
    }

    public <R> Page<R> map(Function<T, R> view) {
        return new Page<>(data.stream().map(view).toList(), nextCursor);
    }
}
