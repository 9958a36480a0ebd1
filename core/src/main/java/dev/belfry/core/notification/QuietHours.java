package dev.belfry.core.notification;

import dev.belfry.core.schedule.cron.TimeZones;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * Hours of the day in which nobody wants to be told.
 *
 * @param from when they begin, by the clocks of the zone
 * @param to when they end, the same day or, when it is not after {@code from}, the next
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

    /** The zone of an IANA name; empty when there is none. */
    public static Optional<ZoneId> zone(String name) {
        try {
            return TimeZones.rules(name).map(known -> ZoneId.of(name, ZoneId.SHORT_IDS));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * When the quiet hours end in which an instant lies; empty when it lies in none. Where clocks are moved, they end at
     * the first instant at or after which the clocks show {@code to}.
     */
    public Optional<Instant> endAfter(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        LocalTime time = local.toLocalTime();
        boolean overnight = !from.isBefore(to);
        boolean isQuiet =
                overnight ? !time.isBefore(from) || time.isBefore(to) : !time.isBefore(from) && time.isBefore(to);
        if (!isQuiet) {
            return Optional.empty();
        }
        LocalDate day = local.toLocalDate();
        boolean endsTomorrow = overnight && !time.isBefore(from);
        return Optional.of(end(LocalDateTime.of(endsTomorrow ? day.plusDays(1) : day, to), at))
                .filter(instant -> instant.isAfter(at));
    }

    private Instant end(LocalDateTime shown, Instant at) {
        ZoneOffsetTransition change = zone.getRules().getTransition(shown);
        if (change != null && change.isGap()) {
            // A skipped time is passed at the change itself, which shows a later one: from there on it is not quiet.
            return change.getInstant();
        }
        ZonedDateTime end = shown.atZone(zone);
        // The hour that clocks repeat has two ends; behind the first, the second is meant.
        return (end.toInstant().isAfter(at) ? end : end.withLaterOffsetAtOverlap()).toInstant();
    }
}
