package dev.belfry.api.limit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A path as the endpoints will read it: without matrix parameters and empty segments, which would otherwise be a way
 * around the limits.
 */
record RequestPath(List<String> segments) {

    private static final String API = "v1";
    private static final String MCP = "mcp";

    /** Below which another API is spoken. */
    private static final String FOREIGN = "api";

    static RequestPath of(String normalized) {
        return new RequestPath(Stream.of(normalized.split("/"))
                .map(segment -> segment.split(";", 2)[0])
                .filter(segment -> !segment.isEmpty())
                .toList());
    }

    boolean isLimited() {
        return isOf(API) || isOf(MCP) || isOf(FOREIGN);
    }

    private boolean isOf(String surface) {
        return segment(0).filter(surface::equals).isPresent();
    }

    /** Whether it leads to a resource of this name of the API or to something below. */
    boolean isBelow(String resource) {
        return isOf(API) && segment(1).filter(resource::equals).isPresent();
    }

    Optional<String> segment(int position) {
        return position < segments.size() ? Optional.of(segments.get(position)) : Optional.empty();
    }
}
