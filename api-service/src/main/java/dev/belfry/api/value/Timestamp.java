package dev.belfry.api.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** An instant as clients write it: RFC 3339, from 1970 to the year 9999, cut to milliseconds. */
public final class Timestamp {

    public static final String ALLOWED =
            "has to be an RFC 3339 time from 1970 to 9999 with an offset, like 2026-03-02T14:30:00Z";
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Timestamp() {}

    public static Optional<Instant> parse(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
            boolean legal = !instant.isBefore(FIRST) && instant.isBefore(END);
            return legal ? Optional.of(instant) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
