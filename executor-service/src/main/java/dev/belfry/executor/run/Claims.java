package dev.belfry.executor.run;

import static java.util.stream.Collectors.toMap;

import dev.belfry.executor.execution.ClaimedExecution;
import dev.belfry.executor.execution.ExecutionRepository;
import dev.belfry.executor.execution.ReportedExecution;
import dev.belfry.executor.slot.SlotClaim;
import dev.belfry.executor.slot.Slots;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Claims what has come due and was admitted, batch by batch. What the plain claim does not get may need a slot of a
 * limited job and is asked for once more that way; most executions never come that far.
 */
final class Claims {

    /** What became of each. */
    interface Then {
        /** It is this instance's now. */
        void won(HeldExecution execution, ClaimedExecution claim);

        /** Somebody else has it, it waits for its turn, or it was canceled, skipped or deleted: nothing to do here. */
        void passed(HeldExecution execution);

        /** Nothing could be said; it is to be offered again in a moment. */
        void postponed(HeldExecution execution);

        /** These ended without a call of their own, or in the middle of one. */
        void ended(List<ReportedExecution> executions);
    }

    private final ExecutionRepository executions;
    private final Slots slots;
    private final String instance;
    private final Duration lease;
    private final ExecutorMetrics metrics;
    private final Then then;
    private final Batcher<HeldExecution> plain;
    private final Batcher<HeldExecution> limited;

    Claims(
            ExecutionRunner.Dependencies with,
            BiFunction<String, Function<List<HeldExecution>, Uni<Void>>, Batcher<HeldExecution>> batcher,
            Then then) {
        this.executions = with.executions();
        this.slots = with.slots();
        this.instance = with.instance();
        this.lease = with.config().lease();
        this.metrics = with.metrics();
        this.then = then;
        this.plain = batcher.apply("claim", this::claim);
        this.limited = batcher.apply("claim-limited", this::claimLimited);
    }

    void add(HeldExecution execution) {
        plain.add(execution);
    }

    /** Claims nothing more. What is being claimed may still be won. */
    void stop() {
        plain.stop();
        limited.stop();
    }

    /** Whether nothing waits and nothing is on its way. */
    boolean isIdle() {
        return plain.isIdle() && limited.isIdle();
    }

    private Uni<Void> claim(List<HeldExecution> batch) {
        return executions
                .claim(ids(batch), instance, lease)
                .invoke(claimed -> {
                    metrics.claimed(batch.size());
                    Map<UUID, ClaimedExecution> byId = byId(claimed);
                    for (HeldExecution execution : batch) {
                        ClaimedExecution claim = byId.get(execution.id());
                        if (claim == null) {
                            limited.add(execution);
                        } else {
                            then.won(execution, claim);
                        }
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> claimLimited(List<HeldExecution> batch) {
        return slots.claim(ids(batch)).invoke(came -> settle(batch, came)).replaceWithVoid();
    }

    private void settle(List<HeldExecution> batch, SlotClaim came) {
        Map<UUID, ClaimedExecution> byId = byId(came.claimed());
        int missed = 0;
        for (HeldExecution execution : batch) {
            ClaimedExecution claim = byId.get(execution.id());
            if (claim != null) {
                then.won(execution, claim);
            } else if (came.later().contains(execution.id())) {
                then.postponed(execution);
            } else {
                missed += came.waited().contains(execution.id()) ? 0 : 1;
                then.passed(execution);
            }
        }
        metrics.missed(missed);
        then.ended(came.ended());
    }

    private static List<UUID> ids(List<HeldExecution> batch) {
        return batch.stream().map(HeldExecution::id).sorted().toList();
    }

    private static Map<UUID, ClaimedExecution> byId(List<ClaimedExecution> claimed) {
        return claimed.stream().collect(toMap(ClaimedExecution::id, Function.identity()));
    }
}
