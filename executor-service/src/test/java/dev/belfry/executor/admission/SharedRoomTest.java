package dev.belfry.executor.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class SharedRoomTest {

    private static final UUID ALICE = new UUID(0, 1);

    private final SharedRoom room = new SharedRoom(50_000);

    @Test
    void aloneAWorkspaceHasTwoThirds() {
        fill(ALICE);
        assertThat(room.taken()).isEqualTo(33_334);
    }

    @Test
    void eightThatTakeAllTheyGetLeaveRoomForTheNext() {
        for (int workspace = 10; workspace < 18; workspace++) {
            fill(new UUID(0, workspace));
        }
        assertThat(room.leftFor(ALICE)).isPositive();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        fill(ALICE);
        room.give(ALICE, 33_334);
        assertThat(room.taken()).isZero();
        assertThat(room.leftFor(ALICE)).isEqualTo(33_334);
    }

    @Test
    void whoeverHasToTakesMore() {
        room.take(ALICE, 60_000);
        assertThat(room.leftFor(ALICE)).isZero();
    }

    @Test
    void aRoomForOneIsARoom() {
        assertThat(new SharedRoom(1).leftFor(ALICE)).isEqualTo(1);
        assertThat(new SharedRoom(0).leftFor(ALICE)).isZero();
    }

    private void fill(UUID workspace) {
        while (room.leftFor(workspace) > 0) {
            room.take(workspace, 1);
        }
    }
}
