package dev.belfry.executor.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.executor.admission.Admission.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final UUID ALICE = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);

    private final List<String> admitted = new ArrayList<>();

    @Test
    void admitsAtOnceWhileThereIsRoom() {
        Admission<String> admission = admission(2, 2, 2);

        admission.offer(new Lane(ALICE, "a"), "first");
        admission.offer(new Lane(ALICE, "a"), "second");
        admission.offer(new Lane(ALICE, "a"), "third");

        assertThat(admitted).containsExactly("first", "second");
        assertThat(admission.waitingCount()).isEqualTo(1);
    }

    @Test
    void admitsTheOldestOfALaneWhenAPlaceBecomesFree() {
        Admission<String> admission = admission(1, 1, 1);
        Lane lane = new Lane(ALICE, "a");
        List.of("first", "second", "third").forEach(work -> admission.offer(lane, work));

        admission.release(lane);

        assertThat(admitted).containsExactly("first", "second");
    }

    @Test
    void aHostThatIsFullHoldsNoOtherHostUp() {
        Admission<String> admission = admission(10, 10, 1);
        admission.offer(new Lane(ALICE, "slow"), "slow 1");
        admission.offer(new Lane(ALICE, "slow"), "slow 2");

        admission.offer(new Lane(ALICE, "fast"), "fast 1");

        assertThat(admitted).containsExactly("slow 1", "fast 1");
    }

    @Test
    void aHostIsBoundedAcrossWorkspaces() {
        Admission<String> admission = admission(10, 10, 1);
        admission.offer(new Lane(ALICE, "a"), "alice");

        admission.offer(new Lane(BOB, "a"), "bob");
        assertThat(admitted).containsExactly("alice");

        admission.release(new Lane(ALICE, "a"));
        assertThat(admitted).containsExactly("alice", "bob");
    }

    @Test
    void aWorkspaceAtItsBoundLeavesTheRestToTheOthers() {
        Admission<String> admission = admission(3, 2, 3);
        for (int i = 1; i <= 4; i++) {
            admission.offer(new Lane(ALICE, "host " + i), "alice " + i);
        }

        admission.offer(new Lane(BOB, "host 9"), "bob 1");

        assertThat(admitted).containsExactly("alice 1", "alice 2", "bob 1");
    }

    @Test
    void fiveWorkspacesThatTakeAllTheyGetLeaveRoomForTheNext() {
        Admission<String> admission = admission(4_000, 3_000, 3_000);
        for (int workspace = 10; workspace < 15; workspace++) {
            for (int i = 0; i < 4_000; i++) {
                admission.offer(new Lane(new UUID(0, workspace), "host " + workspace), "busy");
            }
        }

        admission.offer(new Lane(BOB, "b"), "bob");

        assertThat(admitted).contains("bob");
    }

    @Test
    void aloneAWorkspaceHasAllOfItsShare() {
        Admission<String> admission = admission(4_000, 3_000, 3_000);
        for (int i = 0; i < 4_000; i++) {
            admission.offer(new Lane(ALICE, i % 2 == 0 ? "a" : "b"), "busy");
        }
        assertThat(admission.underWay()).isEqualTo(3_000);
    }

    @Test
    void aHostThatManyCallIsNoWorkspacesAlone() {
        Admission<String> admission = admission(4_000, 3_000, 300);
        for (int i = 0; i < 400; i++) {
            admission.offer(new Lane(ALICE, "shared"), "busy");
        }
        assertThat(admission.underWay()).isEqualTo(200);

        admission.offer(new Lane(BOB, "shared"), "bob");

        assertThat(admitted).endsWith("bob");
    }

    @Test
    void whatIsWeighedIsAdmittedWhileAnyRoomIsLeft() {
        Admission<String> admission = new Admission<>(new Shares(10, 10, 10), String::length, admitted::add);
        Lane lane = new Lane(ALICE, "a");

        admission.offer(lane, "four");
        admission.offer(lane, "longer than all there is");
        admission.offer(lane, "more");
        assertThat(admitted).containsExactly("four", "longer than all there is");

        admission.release(lane, 4);
        assertThat(admitted).hasSize(2);
        admission.release(lane, "longer than all there is".length());
        assertThat(admitted).endsWith("more");
        assertThat(admission.underWay()).isEqualTo(4);
    }

    @Test
    void workspacesTakeTurns() {
        // given
        Admission<String> admission = admission(1, 1, 1);
        admission.offer(new Lane(ALICE, "a"), "alice 0");
        for (int i = 1; i <= 3; i++) {
            admission.offer(new Lane(ALICE, "a"), "alice " + i);
            admission.offer(new Lane(BOB, "b"), "bob " + i);
        }

        // when
        while (admission.underWay() > 0) {
            String last = admitted.get(admitted.size() - 1);
            admission.release(last.startsWith("alice") ? new Lane(ALICE, "a") : new Lane(BOB, "b"));
        }

        // then
        assertThat(admitted).containsExactly("alice 0", "alice 1", "bob 1", "alice 2", "bob 2", "alice 3", "bob 3");
        assertThat(admission.waitingCount()).isZero();
    }

    private Admission<String> admission(int total, int perWorkspace, int perHost) {
        return new Admission<>(new Shares(total, perWorkspace, perHost), admitted::add);
    }
}
