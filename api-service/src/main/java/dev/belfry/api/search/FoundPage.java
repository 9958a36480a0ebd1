package dev.belfry.api.search;

import dev.belfry.api.search.Place.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One page, newest first.
 *
 * @param older beside which id the page of older ones lies; null when there are none
 * @param newer beside which id the page of newer ones lies; null when nobody knows of any
 */
public record FoundPage(
        List<FoundExecution> rows,
        @Nullable UUID older,
        @Nullable UUID newer) {

    /**
     * A page's rows as they were read, away from the place.
     *
     * @param isMore whether others were found that the page does not hold
     * @param examinedTo beyond which id nothing was looked at; null when there is more, or everything was
     */
    record Read(
            List<FoundExecution> rows,
            boolean isMore,
            @Nullable UUID examinedTo) {}

    static FoundPage of(Place place, Read read) {
        List<FoundExecution> shown = new ArrayList<>(read.rows());
        UUID beyond = read.isMore() ? shown.get(shown.size() - 1).id() : read.examinedTo();
        boolean toNewer = place.side() == Side.NEWER;
        UUID back = place.beside() == null
                ? null
                : shown.isEmpty()
                        ? including(place.beside(), toNewer)
                        : shown.get(0).id();
        if (toNewer) {
            Collections.reverse(shown);
        }
        return toNewer ? new FoundPage(shown, back, beyond) : new FoundPage(shown, beyond, back);
    }

    /** Nothing lies between a place and itself, so the way back from an empty page begins one further. */
    private static UUID including(UUID beside, boolean older) {
        return new UUID(beside.getMostSignificantBits(), beside.getLeastSignificantBits() + (older ? 1 : -1));
    }
}
