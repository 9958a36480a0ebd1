package dev.belfry.executor.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnswerRoomTest {

    private static final UUID ALICE = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);

    private final AnswerRoom room = new AnswerRoom(60_000);

    @Test
    void aWorkspaceMayTakeTwoThirdsAndWhoeverComesNextFindsRoom() {
        AnswerRoom.Account alice = room.open(ALICE);

        assertThat(alice.keep(30_000)).isEqualTo(30_000);
        assertThat(alice.keep(30_000)).isEqualTo(10_000);
        assertThat(room.open(ALICE).keep(30_000)).isEqualTo(AnswerRoom.ALWAYS_BYTES);
        assertThat(room.open(BOB).keep(1_000)).isEqualTo(1_000);
    }

    @Test
    void theBeginningOfEachAnswerIsKeptAlways() {
        room.open(ALICE).keep(120_000);
        room.open(BOB).keep(120_000);

        AnswerRoom.Account late = room.open(BOB);

        assertThat(late.keep(500)).isEqualTo(500);
        assertThat(late.keep(5_000)).isEqualTo(AnswerRoom.ALWAYS_BYTES - 500);
        assertThat(late.keep(5_000)).isZero();
    }

    @Test
    void whatIsClosedLeavesRoomAndIsClosedOnce() {
        AnswerRoom.Account first = room.open(ALICE);
        first.keep(60_000);
        first.close();
        first.close();

        assertThat(room.open(ALICE).keep(60_000)).isEqualTo(40_000);
    }
}
