package dev.belfry.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoJobsTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T09:30:00Z, 2026-03-01T09:30:02Z",
        "2026-03-01T09:30:00.001Z, 2026-03-01T09:30:03Z",
        "2026-03-01T09:30:00.999Z, 2026-03-01T09:30:03Z",
        "2026-12-31T23:59:58.5Z, 2027-01-01T00:00:01Z",
    })
    void isDueAtTheNextWholeSecondThatIsTwoSecondsAhead(Instant now, Instant due) {
        assertThat(DemoJobs.soon(now)).isEqualTo(due);
    }
}
