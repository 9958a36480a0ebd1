package dev.belfry.api.search;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page lies: next to an id on one side of it, or at the newest end.
 *
 * @param size how many rows it holds at most, 1 to 100
 */
public record Place(int size, @Nullable UUID beside, Side side) {

    public enum Side {
        OLDER("<", "DESC"),
        NEWER(">", "ASC");

        final String comparison;
        final String order;

        Side(String comparison, String order) {
            this.comparison = comparison;
            this.order = order;
        }
    }

    public static Place newest(int size) {
        return new Place(size, null, Side.OLDER);
    }

    /** One more than is shown tells whether there are others beyond. */
    int fetch() {
        return size + 1;
    }
}
