package dev.belfry.api.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belfry.api.problem.Problem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PingBodyTest {

    @Test
    void keepsTenKilobytesAndSaysThatThereWasMore() {
        PingBody whole = PingBody.of("a".repeat(10_240).getBytes(StandardCharsets.UTF_8));
        PingBody cut = PingBody.of("a".repeat(10_241).getBytes(StandardCharsets.UTF_8));

        assertThat(whole).isEqualTo(new PingBody("a".repeat(10_240), false));
        assertThat(cut).isEqualTo(new PingBody("a".repeat(10_240), true));
    }

    @Test
    void cutsBeforeACharacterThatDoesNotFit() {
        PingBody cut = PingBody.of(("a".repeat(10_239) + "€€").getBytes(StandardCharsets.UTF_8));

        assertThat(cut).isEqualTo(new PingBody("a".repeat(10_239), true));
    }

    @Test
    void makesTextOfWhateverComes() {
        assertThat(PingBody.of(new byte[0])).isEqualTo(PingBody.NONE);
        assertThat(PingBody.of(new byte[] {'a', 0, (byte) 0xFF, 'b'}).text()).isEqualTo("a\uFFFD\uFFFDb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "-1", "+1", "1.0", "0001", "", "Start", "succes", "１"})
    void refusesSignalsThatMeanNothing(String text) {
        assertThatThrownBy(() -> Signal.parse(text)).isInstanceOf(Problem.class).hasMessageContaining("exit code");
    }

    @Test
    void readsExitCodesAsShellsWriteThem() {
        assertThat(Signal.parse("0")).isEqualTo(new Signal(Signal.Kind.SUCCESS, 0));
        assertThat(Signal.parse("1")).isEqualTo(new Signal(Signal.Kind.FAIL, 1));
        assertThat(Signal.parse("255")).isEqualTo(new Signal(Signal.Kind.FAIL, 255));
    }
}
