package dev.belfry.api.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T14:30:00Z,2026-03-02T14:30:00Z",
        "2026-03-02T09:30:00-05:00,2026-03-02T14:30:00Z",
        "2026-03-02T14:30:00.123987Z,2026-03-02T14:30:00.123Z",
        "1970-01-01T00:00:00Z,1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z,9999-12-31T23:59:59.999Z",
    })
    void readsAnInstantToTheMillisecond(String text, Instant expected) {
        assertThat(Timestamp.parse(text)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-03-02",
                "2026-03-02T14:30:00",
                "2026-02-30T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59Z",
                "1772461800"
            })
    void refusesWhatIsNoInstantOfOurTime(String text) {
        assertThat(Timestamp.parse(text)).isEmpty();
    }
}
