package dev.belfry.executor.slot;

import static java.util.stream.Collectors.toSet;

import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.executor.execution.ClaimedExecution;
import dev.belfry.executor.execution.ExecutionRepository;
import dev.belfry.executor.slot.SlotRepository.End;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Gives the slots of jobs with a concurrency limit, for one instance. */
public final class Slots {

    private final Pool pool;
    private final SlotRepository slots;
    private final ExecutionRepository executions;
    private final Duration lease;

    /**
     * The slots as one instance takes them, which the repository names.
     *
     * @param lease how long its claims hold
     */
    public Slots(Pool pool, ExecutionRepository executions, Duration lease) {
        this.pool = pool;
        this.slots = new SlotRepository(pool);
        this.executions = executions;
        this.lease = lease;
    }

    /**
     * Asks for slots for executions that have come due. Those whose jobs have no limit are passed over. What was given
     * before by an answer that did not arrive is given again.
     */
    public Uni<SlotClaim> claim(List<UUID> ids) {
        return slots.waiting(ids).chain(jobs -> {
            Uni<SlotClaim> claimed = jobs.isEmpty()
                    ? Uni.createFrom().item(SlotClaim.NONE)
                    : pool.withTransaction(in -> claim(in, jobs));
            List<UUID> others = ids.stream().filter(id -> !jobs.containsKey(id)).toList();
            return claimed.chain(slot -> executions.takeUp(others, lease).map(slot::and));
        });
    }

    /** The executions whose turn it is: waiting, due, and with a slot free for each of them. */
    public Uni<List<ExecutionRequested>> nextInLine(Collection<UUID> jobs) {
        return slots.nextInLine(jobs);
    }

    private Uni<SlotClaim> claim(SqlConnection in, Map<UUID, UUID> jobs) {
        return slots.lines(in, jobs).chain(lines -> {
            Set<UUID> locked = lines.stream().map(Line::jobId).collect(toSet());
            Set<UUID> asked = having(jobs, locked, true);
            List<Turn> turns = lines.stream().map(line -> Turn.of(line, asked)).toList();
            return slots.lock(in, turns.stream().flatMap(Turn::touched).toList())
                    .chain(rows -> take(
                            in,
                            turns,
                            turns.stream().map(turn -> turn.within(rows)).toList()))
                    .map(taken -> with(taken, jobs.keySet(), having(jobs, locked, false)));
        });
    }

    private Uni<SlotClaim> take(SqlConnection in, List<Turn> decided, List<Turn> possible) {
        Set<UUID> later = new HashSet<>();
        for (int i = 0; i < decided.size(); i++) {
            later.addAll(decided.get(i).leftUndoneBy(possible.get(i)));
        }
        List<UUID> begin =
                possible.stream().flatMap(turn -> turn.begin().stream()).toList();
        List<End> ends = possible.stream().flatMap(Slots::ends).toList();
        return slots.end(in, ends)
                .chain(ended -> begin(in, begin).map(claimed -> new SlotClaim(Set.of(), claimed, later, ended)));
    }

    private Uni<List<ClaimedExecution>> begin(SqlConnection in, List<UUID> ids) {
        return ids.isEmpty() ? Uni.createFrom().item(List.of()) : executions.claimCounted(in, ids, lease);
    }

    private static Stream<End> ends(Turn turn) {
        return Stream.concat(
                turn.skip().entrySet().stream().map(skip -> End.skipped(skip.getKey(), skip.getValue())),
                Stream.concat(turn.give().stream(), turn.overtaken().stream()).map(End::canceled));
    }

    private static SlotClaim with(SlotClaim taken, Set<UUID> waited, Set<UUID> ofOtherJobs) {
        Set<UUID> later = new HashSet<>(taken.later());
        later.addAll(ofOtherJobs);
        return new SlotClaim(waited, taken.claimed(), later, taken.ended());
    }

    private static Set<UUID> having(Map<UUID, UUID> jobs, Set<UUID> locked, boolean isLocked) {
        return jobs.entrySet().stream()
                .filter(entry -> locked.contains(entry.getValue()) == isLocked)
                .map(Map.Entry::getKey)
                .collect(toSet());
    }
}
