package dev.belfry.embedded.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultsTest {

    @Test
    void theSameSeedLosesTheSameStatements() {
        assertThat(hundred(Faults.random(7, 0.2, 0.2)))
                .isEqualTo(hundred(Faults.random(7, 0.2, 0.2)))
                .isNotEqualTo(hundred(Faults.random(8, 0.2, 0.2)))
                .contains(Fault.NONE, Fault.LOST, Fault.ANSWER_LOST);
    }

    @Test
    void losesNoMoreThanItsShare() {
        assertThat(hundred(Faults.random(7, 0, 0))).containsOnly(Fault.NONE);
        assertThat(hundred(Faults.random(7, 1, 0))).containsOnly(Fault.LOST);
        assertThat(hundred(Faults.random(7, 0, 1))).containsOnly(Fault.ANSWER_LOST);
        assertThatThrownBy(() -> Faults.random(7, 0.6, 0.6)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void meetsOneStatementOnce() {
        Faults faults = Faults.once(Fault.LOST, "COMMIT");

        assertThat(Stream.of("BEGIN", "COMMIT", "COMMIT").map(faults::of))
                .containsExactly(Fault.NONE, Fault.LOST, Fault.NONE);
    }

    private static List<Fault> hundred(Faults faults) {
        return Stream.generate(() -> faults.of("SELECT 1")).limit(100).toList();
    }
}
