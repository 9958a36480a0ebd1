package dev.belfry.core.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeZonesTest {

    private static final Instant SUMMER = Instant.parse("2026-07-01T00:00:00Z");

    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    UTC              | Z      | IANA link to Etc/UTC
                    GMT              | Z      | IANA link to Etc/GMT
                    Zulu             | Z      | IANA link
                    GMT+0            | Z      | IANA link that the JDK lacks
                    GMT-0            | Z      | IANA link that the JDK lacks
                    Etc/GMT+5        | -05:00 | west is plus, as POSIX has it
                    Europe/Berlin    | +02:00 | zone
                    Asia/Calcutta    | +05:30 | link to Asia/Kolkata
                    US/Pacific       | -07:00 | link to America/Los_Angeles
                    Europe/Kyiv      | +03:00 | renamed in 2022
                    Antarctica/Troll | +02:00 | zone
                    EST              | -05:00 | IANA link that the JDK lacks
                    MST              | -07:00 | IANA link that the JDK lacks
                    HST              | -10:00 | IANA link that the JDK lacks
                    ROC              | +08:00 | IANA link that the JDK lacks
                    EST5EDT          | -04:00 | link since 2024
                    """)
    void knowsIanaNames(String name, String offset, String source) {
        assertThat(TimeZones.rules(name))
                .as(source)
                .hasValueSatisfying(
                        rules -> assertThat(rules.getOffset(SUMMER).getId()).isEqualTo(offset));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Z",
                "z",
                "utc",
                "gmt",
                "europe/berlin",
                "EUROPE/BERLIN",
                "Europe/Berlin ",
                "Berlin",
                "Mars/Olympus",
                "GMT+5",
                "GMT+05:00",
                "UTC+1",
                "UTC+01:00",
                "UT+1",
                "UT",
                "+02:00",
                "+2",
                "-5",
                "+00:00",
                "SystemV/EST5",
                "PST",
                "CTT",
                "Factory",
                "localtime",
                "posixrules",
                "../etc/passwd"
            })
    void knowsNothingElse(String name) {
        assertThat(TimeZones.rules(name)).isEmpty();
    }
}
