package dev.belfry.transport.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.schedule.ScheduleSpec;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WireJsonTest {

    @Test
    void readsEveryFieldOfAScheduleByItsNameOnTheWire() {
        ScheduleSpec spec = WireJson.read("""
                {"cron": "* * * * *", "every_n_minutes": 5, "run_at": "2026-01-02T03:04:05Z", "timezone": "UTC",
                 "dst": "skip", "jitter_seconds": 6, "starts_at": "2026-01-01T00:00:00Z",
                 "ends_at": "2027-01-01T00:00:00Z", "catch_up": "all", "catch_up_window_seconds": 7}
                """, ScheduleSpec.class);

        assertThat(spec)
                .isEqualTo(new ScheduleSpec(
                        "* * * * *",
                        5,
                        Instant.parse("2026-01-02T03:04:05Z"),
                        "UTC",
                        "skip",
                        6,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2027-01-01T00:00:00Z"),
                        "all",
                        7));
    }

    @Test
    void writesTheNamesItReads() {
        assertThat(WireJson.write(new ScheduleSpec(null, 5, null, null, null, null, null, null, null, null)))
                .contains("\"every_n_minutes\":5");
    }
}
