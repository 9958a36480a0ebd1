package dev.belfry.api.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NewIdTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private final NewId ids = new NewId(Clock.fixed(NOW, ZoneOffset.UTC), new Random(1));

    @Test
    void carriesTheInstantItWasMadeAt() {
        assertThat(NewId.instantOf(ids.next())).isEqualTo(NOW);
        assertThat(ids.next().version()).isEqualTo(7);
    }

    @Test
    void growsAlsoWhenTheClockStandsStill() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next().toString());
        }

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }
}
