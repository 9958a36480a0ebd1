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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Claims executions, batch by batch: most of them ahead of their time. When such a claim comes due it takes a look only,
 * which writes nothing, to see that nobody has touched the execution or its job since. What was not claimed ahead, or
 * was touched, is claimed when it is due and was admitted; what the plain claim does not get then may need a slot of a
 * limited job and is asked for once more that way.
 */
final class Claims {

    /** What became of each. */
    interface Then {
        /** What came of a claim ahead of its time; null when it was not won, and is to be tried again when it is due. */
        void ahead(HeldExecution execution, @Nullable ClaimedExecution claim);

        /** It is due and this instance's: its call is to begin. */
        void won(HeldExecution execution, ClaimedExecution claim);

        /** The same of a claim that was made ahead. */
        void stillHeld(HeldExecution execution, ClaimedExecution claim);

        /** Somebody else has it, it waits for its turn, or it was canceled, skipped or deleted: nothing to do here. */
        void passed(HeldExecution execution);

        /** Nothing could be said; it is to be offered again in a moment. */
        void postponed(HeldExecution execution);

        /** These ended without a call of their own, or in the middle of one. */
        void ended(List<ReportedExecution> executions);
    }

    private final ExecutionRepository executions;
    private final Slots slots;
    private final Duration lease;
    private final Duration furthest;
    private final ExecutorMetrics metrics;
    private final Then then;
    private final Batcher<HeldExecution> ahead;
    private final Batcher<HeldExecution> looks;
    private final Batcher<HeldExecution> plain;
    private final Batcher<HeldExecution> limited;

    Claims(
            ExecutionRunner.Dependencies with,
            BiFunction<String, Function<List<HeldExecution>, Uni<Void>>, Batcher<HeldExecution>> batcher,
            Batcher.Limits ahead,
            Then then) {
        this.executions = with.executions();
        this.slots = with.slots();
        this.lease = with.config().lease();
        this.furthest = with.config().claimAhead();
        this.metrics = with.metrics();
        this.then = then;
        this.ahead = new Batcher<>("claim-ahead", with.vertx(), ahead, execution -> 0, this::claimAhead);
        this.looks = batcher.apply("look-at-claim", this::look);
        this.plain = batcher.apply("claim", this::claim);
        this.limited = batcher.apply("claim-limited", this::claimLimited);
    }

    /** Claims what is not due yet. */
    void addAhead(HeldExecution execution) {
        ahead.add(execution);
    }

    /** Takes what is due and was admitted. What has to be read again needs no look before. */
    void add(HeldExecution execution) {
        ClaimedExecution claim = execution.claim();
        if (claim == null || !execution.isClaimedAhead()) {
            plain.add(execution);
        } else if (claim.job().isHeld()) {
            looks.add(execution);
        } else {
            then.stillHeld(execution, claim);
        }
    }

    /** Claims anew what somebody has touched since it was claimed. */
    void addTouched(HeldExecution execution) {
        plain.add(execution);
    }

    /** Claims nothing more. What is being claimed may still be won. */
    void stop() {
        ahead.stop();
        looks.stop();
        plain.stop();
        limited.stop();
    }

    /** Whether nothing waits and nothing is on its way. */
    boolean isIdle() {
        return ahead.isIdle() && looks.isIdle() && plain.isIdle() && limited.isIdle();
    }

    private Uni<Void> claimAhead(List<HeldExecution> batch) {
        return executions
                .claim(ids(batch), lease, furthest)
                .invoke(claimed -> {
                    Map<UUID, ClaimedExecution> byId = byId(claimed);
                    batch.forEach(execution -> then.ahead(execution, byId.get(execution.id())));
                })
                .replaceWithVoid();
    }

    private Uni<Void> look(List<HeldExecution> batch) {
        List<ClaimedExecution> claims = batch.stream()
                .flatMap(execution -> Stream.ofNullable(execution.claim()))
                .toList();
        return executions
                .unchanged(claims)
                .invoke(unchanged -> {
                    for (HeldExecution execution : batch) {
                        ClaimedExecution claim = execution.claim();
                        if (claim != null && unchanged.contains(execution.id())) {
                            then.stillHeld(execution, claim);
                        } else {
                            plain.add(execution);
                        }
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> claim(List<HeldExecution> batch) {
        return executions
                .claim(ids(batch), lease, Duration.ZERO)
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
