package dev.belfry.api.runs;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans and instants in the client's spelling. */
final class When {

    static final String SPAN = "has to be a span like 30s, 15m, 1h30m, 7d or 2w";
    static final String DELAY = "has to be a span like 60s, 15m, 1h30m, 2w, or a time in the coming 366 days";
    static final String INSTANT = "has to be milliseconds since 1970, or a time like 2026-12-01T00:00:00Z";

    private static final int MAX_LENGTH = 100;
    private static final Pattern WHOLE = Pattern.compile("([0-9]{1,9}(w|d|hr|h|m|s))+");
    private static final Pattern PART = Pattern.compile("([0-9]{1,9})(w|d|hr|h|m|s)");
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");
    private static final Duration FURTHEST = Duration.ofDays(366);
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private When() {}

    static Optional<Duration> span(String text) {
        if (text.length() > MAX_LENGTH || !WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        for (Matcher part = PART.matcher(text); part.find(); ) {
            sum = sum.plus(unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
        }
        return Optional.of(sum);
    }

    private static Duration unit(String letters) {
        return switch (letters) {
            case "w" -> Duration.ofDays(7);
            case "d" -> Duration.ofDays(1);
            case "hr", "h" -> Duration.ofHours(1);
            case "m" -> Duration.ofMinutes(1);
            case "s" -> Duration.ofSeconds(1);
            default -> throw new IllegalArgumentException(letters + " is no unit");
        };
    }

    /** The instant that a delay leads to, from now on. */
    static Optional<Instant> delay(String text, Instant now) {
        return span(text)
                .filter(span -> span.compareTo(FURTHEST) <= 0)
                .map(now::plus)
                .or(() -> time(text).filter(time -> time.isAfter(now) && time.isBefore(now.plus(FURTHEST))))
                .map(instant -> instant.truncatedTo(ChronoUnit.MILLIS));
    }

    static Optional<Instant> instant(String text) {
        return MILLIS.matcher(text).matches()
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(text))).filter(When::isLegal)
                : time(text);
    }

    /** Without a zone it is UTC. */
    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(When::isLegal);
        } catch (DateTimeException e) {
            return local(text);
        }
    }

    private static Optional<Instant> local(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text.length() == 10 ? text + "T00:00:00" : text)
                            .toInstant(ZoneOffset.UTC))
                    .filter(When::isLegal);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isLegal(Instant instant) {
        return !instant.isBefore(Instant.EPOCH) && instant.isBefore(END);
    }

    /** A span of so many seconds as it is shown. */
    static String text(long seconds) {
        StringBuilder text = new StringBuilder();
        long rest = seconds;
        for (String unit : new String[] {"d", "h", "m", "s"}) {
            long size = unit(unit).toSeconds();
            if (rest >= size) {
                text.append(rest / size).append(unit);
                rest %= size;
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
