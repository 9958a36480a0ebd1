package dev.belfry.core.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    @ParameterizedTest
    @CsvSource({
        // over midnight
        "22:00, 07:00, UTC, 2026-11-22T21:59:59Z, ",
        "22:00, 07:00, UTC, 2026-11-22T22:00:00Z, 2026-11-23T07:00:00Z",
        "22:00, 07:00, UTC, 2026-11-23T06:59:59Z, 2026-11-23T07:00:00Z",
        "22:00, 07:00, UTC, 2026-11-23T07:00:00Z, ",
        // within a day
        "12:00, 14:00, UTC, 2026-11-22T11:59:00Z, ",
        "12:00, 14:00, UTC, 2026-11-22T13:00:00Z, 2026-11-22T14:00:00Z",
        "12:00, 14:00, UTC, 2026-11-22T14:00:00Z, ",
        // by the clocks of a zone
        "22:00, 07:00, America/New_York, 2026-11-23T04:00:00Z, 2026-11-23T12:00:00Z",
        // the clocks skip 02:30 on this night: quiet until they show a later time, which they do at once
        "22:00, 02:30, Europe/Berlin, 2026-03-28T23:00:00Z, 2026-03-29T01:00:00Z",
        "22:00, 02:00, Europe/Berlin, 2026-03-29T00:59:59Z, 2026-03-29T01:00:00Z",
        "22:00, 02:30, Europe/Berlin, 2026-03-29T01:00:00Z, ",
        // quiet hours that are skipped as a whole
        "02:10, 02:50, Europe/Berlin, 2026-03-29T01:00:00Z, ",
        // the clocks show 02:30 twice on this night: whoever asks before the first is quiet until the first
        "22:00, 02:30, Europe/Berlin, 2026-10-24T23:00:00Z, 2026-10-25T00:30:00Z",
        // and whoever asks behind the first, in the repeated hour, until the second
        "22:00, 02:30, Europe/Berlin, 2026-10-25T01:10:00Z, 2026-10-25T01:30:00Z"
    })
    void endsWhenTheClocksShowTheEnd(LocalTime from, LocalTime to, String zone, Instant at, Instant end) {
        QuietHours hours = new QuietHours(from, to, QuietHours.zone(zone).orElseThrow());

        assertThat(hours.endAfter(at).orElse(null)).isEqualTo(end);
    }

    @Test
    void knowsIanaZonesOnly() {
        assertThat(QuietHours.zone("Europe/Berlin")).isPresent();
        assertThat(QuietHours.zone("EST")).isPresent();
        assertThat(QuietHours.zone("GMT+5")).isEmpty();
        assertThat(QuietHours.zone("Mars/Olympus")).isEmpty();
    }
}
