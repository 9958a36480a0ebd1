package dev.belfry.api.page;

import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list.
 *
 * @param limit from 1 to 100
 * @param before rows with smaller ids only; null for the first page
 */
public record PageRequest(int limit, @Nullable UUID before) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 100;

    /** The page that two query parameters ask for. */
    public static PageRequest of(@Nullable String limit, @Nullable String cursor) {
        return new PageRequest(limit(limit), cursor == null ? null : before(cursor));
    }

    /** How many rows to read: one more than shown tells whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.invalid(
                    new Detail("limit", "range", "has to be a whole number from 1 to " + MAX_LIMIT, text));
        }
        return limit;
    }

    private static UUID before(String cursor) {
        return Cursor.parse(cursor)
                .orElseThrow(() -> Problem.invalid(
                        new Detail("cursor", "cursor", "has to be the next_cursor of an earlier page", cursor)))
                .id();
    }
}
