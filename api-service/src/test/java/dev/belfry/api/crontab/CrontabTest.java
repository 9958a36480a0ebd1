package dev.belfry.api.crontab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrontabTest {

    @Test
    void passesOverWhatIsNoJobAndCountsItsLines() {
        assertThat(Crontab.lines("\uFEFF# a\r\n\r\nSHELL=/bin/sh\rMAILTO = \"\"\n  * * * * * x\t\n\t# b\n@daily y"))
                .containsExactly(new CrontabLine(5, "* * * * * x", null), new CrontabLine(7, "@daily y", null));
    }

    @Test
    void aTimeZoneHoldsForTheLinesBelowIt() {
        assertThat(Crontab.lines(
                        "a\nCRON_TZ=Europe/Berlin\nb\nTZ=Asia/Tokyo\nc\nCRON_TZ = \"Asia/Tokyo\"\nd\nCRON_TZ=\ne"))
                .extracting(CrontabLine::timezone)
                .containsExactly(null, "Europe/Berlin", "Europe/Berlin", "Asia/Tokyo", null);
    }

    @Test
    void partsALineAtTheFifthField() throws CrontabException {
        assertThat(parts("*/5 \t * * *  MON-FRI \thttps://a.example/ x"))
                .isEqualTo(new CrontabLine.Parts("*/5 \t * * *  MON-FRI", "https://a.example/ x"));
        assertThat(parts("* * * * *")).isEqualTo(new CrontabLine.Parts("* * * * *", ""));
        assertThat(parts("@daily\tx y")).isEqualTo(new CrontabLine.Parts("@daily", "x y"));
        assertThat(parts("* * * * * 7z a")).isEqualTo(new CrontabLine.Parts("* * * * *", "7z a"));
        assertThat(parts("* * * * * month-end.sh").command()).isEqualTo("month-end.sh");
    }

    /** Read as five fields, each would run at quite another time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 */5 * * * * https://a.example/",
                "0 0 12 * * MON-FRI https://a.example/",
                "0 0 12 ? * 2,4 https://a.example/",
                "0 0 1 1 * 2027 https://a.example/",
            })
    void refusesASixthField(String line) {
        assertThatThrownBy(() -> parts(line)).hasMessageContaining("more than five cron fields");
    }

    @Test
    void refusesTheUserColumnOfASystemCrontab() {
        assertThatThrownBy(() -> parts("17 * * * * root cd / && run-parts /etc/cron.hourly"))
                .hasMessageContaining("user (root)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"* * * *", "https://a.example/", "hello"})
    void refusesFewerThanFiveFields(String line) {
        assertThatThrownBy(() -> parts(line)).hasMessageContaining("five cron fields");
    }

    private static CrontabLine.Parts parts(String line) throws CrontabException {
        return new CrontabLine(1, line, null).parts();
    }
}
