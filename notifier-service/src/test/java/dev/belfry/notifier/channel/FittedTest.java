package dev.belfry.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittedTest {

    @Test
    void nothingOfMarkdownTakesEffect() {
        assertThat(Fitted.plainInMarkdown("[a](b) *c* `d`", 100)).isEqualTo("\\[a\\]\\(b\\) \\*c\\* \\`d\\`");
        assertThat(Fitted.plainInMarkdown("****", 6)).isEqualTo("\\*\\*\u2026");
    }

    @Test
    void whatFitsStaysAsItIs() {
        assertThat(Fitted.text("12345", 5)).isEqualTo("12345");
        assertThat(Fitted.escaped("a<b", 6)).isEqualTo("a&lt;b");
    }

    @Test
    void whatIsCutEndsWithAnEllipsisWithinTheLimit() {
        assertThat(Fitted.text("123456", 5)).isEqualTo("1234\u2026").hasSize(5);
        assertThat(Fitted.escaped("a<b", 5)).isEqualTo("a\u2026");
    }

    @Test
    void noCharacterIsCutInHalf() {
        assertThat(Fitted.text("ab\ud83d\ude00cd", 4)).isEqualTo("ab\u2026");
        assertThat(Fitted.escaped("\ud83d\ude00\ud83d\ude00", 3)).isEqualTo("\ud83d\ude00\u2026");
    }

    @Test
    void aLineHasNoBreaks() {
        assertThat(Fitted.line(" a\n\tb \r\n", 10)).isEqualTo("a b");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "59, 59 s", "60, 1 min", "245, 4 min 5 s", "7800, 2 h 10 min", "273600, 3 d 4 h", "-5, 0 s"})
    void aSpanIsToldInTwoUnitsAtMost(long seconds, String told) {
        assertThat(Wording.span(Duration.ofSeconds(seconds))).isEqualTo(told);
    }
}
