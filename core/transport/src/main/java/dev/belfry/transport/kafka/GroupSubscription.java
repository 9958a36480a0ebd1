package dev.belfry.transport.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** A share of the topic as a member of a group, from the first message that no member has dealt with. */
final class GroupSubscription implements Subscription {

    private static final Logger LOG = Logger.getLogger(GroupSubscription.class);
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);
    private static final Duration LAST_COMMIT = Duration.ofSeconds(2);

    private final KafkaConsumer<String, byte[]> consumer;
    private final String topic;
    private final OffsetLedger ledger = new OffsetLedger();
    private boolean holding;
    private volatile boolean joined;
    private long lastCommit = System.nanoTime();

    GroupSubscription(KafkaConsumer<String, byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    @Override
    public void begin() {
        consumer.subscribe(List.of(topic), new Handover());
    }

    @Override
    public void steer(boolean more) {
        holding = !more;
        if (holding) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
    }

    @Override
    public Runnable opened(ConsumerRecord<String, byte[]> message) {
        return ledger.opened(new TopicPartition(message.topic(), message.partition()), message.offset());
    }

    @Override
    public void settle() {
        if (System.nanoTime() - lastCommit < COMMIT_EVERY.toNanos()) {
            return;
        }
        lastCommit = System.nanoTime();
        Map<TopicPartition, OffsetAndMetadata> offsets = ledger.takeCommittable();
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, (ignored, failure) -> {
                if (failure != null) {
                    LOG.warnf("offsets not committed, a later commit covers them: topic=%s %s", topic, failure);
                }
            });
        }
    }

    @Override
    public void end() {
        try {
            commitNow();
        } catch (RuntimeException e) {
            LOG.warnf("offsets not committed at close, their messages will come again: topic=%s %s", topic, e);
        }
    }

    @Override
    public boolean isJoined() {
        return joined;
    }

    private void commitNow() {
        Map<TopicPartition, OffsetAndMetadata> offsets = ledger.takeCommittable();
        if (!offsets.isEmpty()) {
            consumer.commitSync(offsets, LAST_COMMIT);
        }
    }

    /** Partitions come and go while others join and leave; what was read but not acknowledged comes again elsewhere. */
    private final class Handover implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            try {
                commitNow();
            } finally {
                partitions.forEach(ledger::forget);
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            partitions.forEach(ledger::forget);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            joined = true;
            if (holding) {
                consumer.pause(partitions);
            }
            LOG.infof("partitions assigned: topic=%s partitions=%d", topic, partitions.size());
        }
    }
}
