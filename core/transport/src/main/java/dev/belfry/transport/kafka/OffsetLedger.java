package dev.belfry.transport.kafka;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which offsets may be committed: those before the first message that is still open.
 *
 * <p>Invariant: each queue is ordered by offset, because a partition is polled in order. All methods are synchronized;
 * acknowledgements arrive from other threads than the poll's.
 */
final class OffsetLedger {

    private static final class Entry {
        final long offset;
        boolean done;

        Entry(long offset) {
            this.offset = offset;
        }
    }

    private final Map<TopicPartition, ArrayDeque<Entry>> open = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>();

    /** Notes a polled message; the result acknowledges it. */
    synchronized Runnable opened(TopicPartition partition, long offset) {
        Entry entry = new Entry(offset);
        open.computeIfAbsent(partition, any -> new ArrayDeque<>()).add(entry);
        return () -> acknowledged(partition, entry);
    }

    /** What can be committed since the last call. */
    synchronized Map<TopicPartition, OffsetAndMetadata> takeCommittable() {
        Map<TopicPartition, OffsetAndMetadata> taken = Map.copyOf(committable);
        committable.clear();
        return taken;
    }

    /** Forgets a partition that now belongs to another instance; late acknowledgements of it count for nothing. */
    synchronized void forget(TopicPartition partition) {
        open.remove(partition);
        committable.remove(partition);
    }

    private synchronized void acknowledged(TopicPartition partition, Entry entry) {
        entry.done = true;
        ArrayDeque<Entry> entries = open.get(partition);
        if (entries == null) {
            return;
        }
        while (!entries.isEmpty() && entries.peek().done) {
            committable.put(partition, new OffsetAndMetadata(entries.remove().offset + 1));
        }
    }
}
