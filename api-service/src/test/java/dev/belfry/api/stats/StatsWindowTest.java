package dev.belfry.api.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belfry.api.problem.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatsWindowTest {

    @ParameterizedTest
    @CsvSource({"1m, PT1M", "1h, PT1H", "24h, PT24H", "7d, P7D", "30d, P30D", "720h, P30D"})
    void isANumberAndAUnit(String sent, Duration length) {
        assertThat(StatsWindow.of(sent)).isEqualTo(new StatsWindow(sent, length));
    }

    @Test
    void isADayUnlessAsked() {
        assertThat(StatsWindow.of(null)).isEqualTo(new StatsWindow("24h", Duration.ofDays(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0h", "31d", "721h", "1w", "h", "1.5h", "-1h", "24H", "PT24H", "999999m"})
    void refusesEverythingElseByName(String sent) {
        assertThatThrownBy(() -> StatsWindow.of(sent))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("window")
                .hasMessageContaining("30d");
    }
}
