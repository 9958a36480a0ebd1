package dev.belfry.core.template;

import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a document. Written out only when there is something to say about it: of a document with one
 * long key, everything below would hold a copy.
 */
public record Place(@Nullable Place outer, String step) {

    /** The document as a whole, or what it is called. */
    public static Place of(String name) {
        return new Place(null, name);
    }

    public Place field(String name) {
        return new Place(this, outer == null && step.isEmpty() ? name : "." + name);
    }

    public Place element(int index) {
        return new Place(this, "[" + index + "]");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Place place = this; place != null; place = place.outer) {
            text.insert(0, place.step);
        }
        return text.toString();
    }
}
