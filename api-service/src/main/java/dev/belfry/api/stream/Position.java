package dev.belfry.api.stream;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a stream has come: all that could be seen up to a place was sent.
 *
 * @param finishedAt the place, to the microsecond
 * @param id the place among executions that finished at the same time
 * @param horizon the oldest transaction that was still open at the look that led here: what it or a younger one writes
 *     before the place was not seen. {@link #NOTHING_OPEN} when nobody looked yet
 */
record Position(Instant finishedAt, UUID id, long horizon) {

    static final long NOTHING_OPEN = Long.MAX_VALUE;

    private static final UUID LAST = new UUID(-1, -1);
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,17})_([0-9a-f-]{36})_([0-9]{1,19})");
    private static final int UUID_DASHES = 4;

    /** From a moment on. */
    static Position at(Instant moment) {
        return new Position(moment, LAST, NOTHING_OPEN);
    }

    static Optional<Position> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches() || parts.group(2).chars().filter(c -> c == '-').count() != UUID_DASHES) {
            return Optional.empty();
        }
        try {
            Instant finishedAt = Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS);
            return Optional.of(
                    new Position(finishedAt, UUID.fromString(parts.group(2)), Long.parseLong(parts.group(3))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The event id; opaque to clients. */
    String text() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, finishedAt) + "_" + id + "_" + horizon;
    }

    Position seenUpTo(long newHorizon) {
        return new Position(finishedAt, id, newHorizon);
    }
}
