package dev.belfry.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

    @Test
    void survivesItsWayToAClientAndBack() {
        Position position =
                new Position(Instant.parse("2026-03-02T12:00:00.123456Z"), UUID.randomUUID(), 4_294_967_301L);

        assertThat(Position.parse(position.text())).contains(position);
        assertThat(Position.parse(
                        Position.at(Instant.parse("2026-03-02T12:00:00Z")).text()))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1",
                "1_2_3",
                "1_00000000-0000-0000-0000-000000000000_99999999999999999999",
                "1_00000000-0000-0000-0000-000000000000_9999999999999999999",
                "1_------------------------------------_1",
                "-1_00000000-0000-0000-0000-000000000000_1"
            })
    void readsNothingElse(String text) {
        assertThat(Position.parse(text)).isEmpty();
    }
}
