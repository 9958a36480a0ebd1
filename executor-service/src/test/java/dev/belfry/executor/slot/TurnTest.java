package dev.belfry.executor.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.execution.EndReason;
import dev.belfry.core.schedule.Overlap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who begins, who waits, who is skipped and who is canceled. Ids are numbers in the order of time. */
class TurnTest {

    @Test
    void theOldestBeginWhileSlotsAreFree() {
        Turn turn = turn(Overlap.QUEUE, 3, ids(1), ids(2, 3, 4, 5), ids(2, 3, 4, 5));

        assertThat(turn.begin()).isEqualTo(ids(2, 3));
        assertThat(turn.skip()).isEmpty();
        assertThat(turn.give()).isEmpty();
    }

    @Test
    void nothingBeginsWhileEverySlotIsTaken() {
        Turn turn = turn(Overlap.QUEUE, 1, ids(1), ids(2, 3), ids(2, 3));

        assertThat(turn.touched()).isEmpty();
    }

    @Test
    void aYoungerOneNeverOvertakesAnOlderThatIsInOtherHands() {
        Turn turn = turn(Overlap.QUEUE, 1, ids(), ids(2, 3), ids(3));

        assertThat(turn.touched()).isEmpty();
    }

    @Test
    void anOlderOneInOtherHandsTakesNoMoreThanItsOwnSlot() {
        Turn turn = turn(Overlap.QUEUE, 2, ids(), ids(2, 3), ids(3));

        assertThat(turn.begin()).isEqualTo(ids(3));
    }

    @Test
    void nothingBeginsUntilALoweredLimitHolds() {
        Turn turn = turn(Overlap.QUEUE, 1, ids(1, 2, 3), ids(4), ids(4));

        assertThat(turn.touched()).isEmpty();
    }

    @Test
    void everythingBeginsWhereTheLimitWasTakenAway() {
        for (Overlap overlap : Overlap.values()) {
            Turn turn = turn(overlap, null, ids(1), ids(2, 3, 4), ids(2, 4));

            assertThat(turn.begin()).isEqualTo(ids(2, 4));
            assertThat(turn.skip()).isEmpty();
            assertThat(turn.give()).isEmpty();
        }
    }

    @Test
    void aThousandWaitAndLaterOnesAreSkipped() {
        // given: one slot is free, so the first begins
        List<UUID> due = IntStream.rangeClosed(2, 1_004).mapToObj(TurnTest::id).toList();

        // when
        Turn turn = turn(Overlap.QUEUE, 2, ids(1), due, due);

        // then
        assertThat(turn.begin()).isEqualTo(ids(2));
        assertThat(turn.skip()).containsOnlyKeys(id(1_003), id(1_004)).containsEntry(id(1_003), EndReason.QUEUE_FULL);
    }

    @Test
    void skipsWhatFindsNoSlot() {
        Turn turn = turn(Overlap.SKIP, 2, ids(1), ids(2, 3, 4), ids(2, 3));

        assertThat(turn.begin()).isEqualTo(ids(2));
        assertThat(turn.skip()).containsOnlyKeys(id(3)).containsEntry(id(3), EndReason.OVERLAP);
    }

    @Test
    void cancelsTheOldestForTheNewest() {
        Turn turn = turn(Overlap.CANCEL_RUNNING, 2, ids(1, 2), ids(3), ids(3));

        assertThat(turn.begin()).isEqualTo(ids(3));
        assertThat(turn.give()).isEqualTo(ids(1));
        assertThat(turn.overtaken()).isEmpty();
    }

    @Test
    void cancelsNobodyWhileASlotIsFree() {
        Turn turn = turn(Overlap.CANCEL_RUNNING, 2, ids(1), ids(2), ids(2));

        assertThat(turn.begin()).isEqualTo(ids(2));
        assertThat(turn.give()).isEmpty();
    }

    @Test
    void severalAtOnceTakePlacesAsIfOneAfterTheOther() {
        Turn turn = turn(Overlap.CANCEL_RUNNING, 1, ids(1), ids(2, 3, 4), ids(2, 3, 4));

        assertThat(turn.begin()).isEqualTo(ids(4));
        assertThat(turn.give()).isEqualTo(ids(1));
        assertThat(turn.overtaken()).isEqualTo(ids(2, 3));
    }

    @Test
    void cancelsDownToALoweredLimit() {
        Turn turn = turn(Overlap.CANCEL_RUNNING, 1, ids(1, 2, 3), ids(4), ids(4));

        assertThat(turn.give()).isEqualTo(ids(1, 2, 3));
        assertThat(turn.begin()).isEqualTo(ids(4));
    }

    @Test
    void cancelsNobodyWhenNothingCameDue() {
        Turn turn = turn(Overlap.CANCEL_RUNNING, 1, ids(1, 2, 3), ids(), ids(9));

        assertThat(turn.touched()).isEmpty();
    }

    @Test
    void takesNoSlotThatCouldNotBeGiven() {
        Turn turn = turn(Overlap.CANCEL_RUNNING, 2, ids(1, 2), ids(3, 4), ids(3, 4));

        Turn done = turn.within(Set.copyOf(ids(2, 3, 4)));

        assertThat(done.give()).isEqualTo(ids(2));
        assertThat(done.begin()).isEqualTo(ids(3));
        assertThat(turn.leftUndoneBy(done)).containsExactlyElementsOf(ids(4));
    }

    @Test
    void leavesForLaterWhatSomebodyElseHasLocked() {
        Turn turn = turn(Overlap.SKIP, 2, ids(), ids(1, 2, 3, 4), ids(1, 2, 3, 4));

        Turn done = turn.within(Set.copyOf(ids(2, 4)));

        assertThat(done.begin()).isEqualTo(ids(2));
        assertThat(done.skip()).containsOnlyKeys(id(4));
        assertThat(turn.leftUndoneBy(done)).containsExactlyInAnyOrderElementsOf(ids(1, 3));
    }

    private static Turn turn(
            Overlap overlap, @Nullable Integer limit, List<UUID> begun, List<UUID> due, List<UUID> asked) {
        return Turn.of(new Line(id(0), limit, overlap, begun, due), Set.copyOf(asked));
    }

    private static List<UUID> ids(int... numbers) {
        return IntStream.of(numbers).mapToObj(TurnTest::id).toList();
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }
}
