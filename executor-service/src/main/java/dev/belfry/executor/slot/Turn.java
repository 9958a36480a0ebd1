package dev.belfry.executor.slot;

import dev.belfry.core.execution.EndReason;
import dev.belfry.core.schedule.Overlap;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What happens to a line now. Pure.
 *
 * @param begin executions that take a slot, oldest first
 * @param skip executions that never run, and why
 * @param give executions that hold a slot and are canceled for it
 * @param overtaken executions that would have had a slot but lose it to a younger one in the same moment, and are canceled
 * @param free how many slots are free before anything is given
 */
record Turn(List<UUID> begin, Map<UUID, EndReason> skip, List<UUID> give, List<UUID> overtaken, int free) {

    /**
     * Decides. Everything that has come due has its place in the line, but only what was asked for begins or is skipped:
     * the rest is in somebody else's hands, or on its way, and keeps its place.
     */
    static Turn of(Line line, Set<UUID> asked) {
        int free = Math.max(0, line.free());
        if (line.overlap() == Overlap.CANCEL_RUNNING && line.limit() != null) {
            return newestWin(line, line.limit(), asked);
        }
        List<UUID> begin =
                line.due().stream().limit(free).filter(asked::contains).toList();
        return switch (line.overlap()) {
            case QUEUE ->
                new Turn(
                        begin,
                        skip(line, asked, free + (long) Overlap.LONGEST_LINE, EndReason.QUEUE_FULL),
                        List.of(),
                        List.of(),
                        line.free());
            case SKIP, CANCEL_RUNNING ->
                new Turn(begin, skip(line, asked, free, EndReason.OVERLAP), List.of(), List.of(), line.free());
        };
    }

    /**
     * As if they came one after the other, each taking the place of the oldest: in the end the newest hold the slots. One
     * that loses its slot in the same moment never makes a call.
     */
    private static Turn newestWin(Line line, int limit, Set<UUID> asked) {
        if (line.due().isEmpty()) {
            return new Turn(List.of(), Map.of(), List.of(), List.of(), line.free());
        }
        int overtaken = Math.max(0, line.due().size() - limit);
        List<UUID> stay = line.due().subList(overtaken, line.due().size());
        int give = Math.max(0, line.begun().size() + stay.size() - limit);
        return new Turn(
                stay.stream().filter(asked::contains).toList(),
                Map.of(),
                line.begun().subList(0, Math.min(give, line.begun().size())),
                line.due().subList(0, overtaken),
                line.free());
    }

    private static Map<UUID, EndReason> skip(Line line, Set<UUID> asked, long from, EndReason reason) {
        Map<UUID, EndReason> skip = new LinkedHashMap<>();
        line.due().stream().skip(from).filter(asked::contains).forEach(id -> skip.put(id, reason));
        return skip;
    }

    /** Every execution that it would write. */
    Stream<UUID> touched() {
        return Stream.of(begin, skip.keySet(), give, overtaken).flatMap(Collection::stream);
    }

    /**
     * What of it can be done when only these rows could be locked. A slot that was not given is not taken: whoever was
     * to have it is left for another try.
     */
    Turn within(Set<UUID> locked) {
        Map<UUID, EndReason> skipped = new LinkedHashMap<>(skip);
        skipped.keySet().retainAll(locked);
        List<UUID> given = only(give, locked);
        long room = Math.max(0, free + (long) given.size());
        return new Turn(
                only(begin, locked).stream().limit(room).toList(), skipped, given, only(overtaken, locked), free);
    }

    /** Of those that were to begin or to be skipped, the ones that another turn left undone. */
    Set<UUID> leftUndoneBy(Turn done) {
        Set<UUID> left = new HashSet<>(begin);
        left.addAll(skip.keySet());
        left.addAll(overtaken);
        done.begin.forEach(left::remove);
        left.removeAll(done.skip.keySet());
        done.overtaken.forEach(left::remove);
        return left;
    }

    private static List<UUID> only(List<UUID> ids, Set<UUID> locked) {
        return ids.stream().filter(locked::contains).toList();
    }
}
