package dev.belfry.transport.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The whole topic from now on, without a group: nothing is committed, nothing is left behind at the broker, and what
 * was published while nobody read is gone. Partitions that are added later are found within seconds and read from their beginning.
 */
final class BroadcastSubscription implements Subscription {

    private static final Logger LOG = Logger.getLogger(BroadcastSubscription.class);

    /** Short, because a close waits for it. */
    private static final Duration LOOK_UP = Duration.ofSeconds(1);

    private final KafkaConsumer<String, byte[]> consumer;
    private final String topic;
    private final Set<TopicPartition> read = new HashSet<>();
    private volatile boolean joined;

    BroadcastSubscription(KafkaConsumer<String, byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    @Override
    public void begin() {
        // The broker may be away: the rounds look for the partitions, again and again.
    }

    /** Throws while the partitions cannot be found, which makes the loop try again after its pause. */
    @Override
    public void steer(boolean more) {
        takeUp();
        if (more) {
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
    }

    @Override
    public Runnable opened(ConsumerRecord<String, byte[]> message) {
        return () -> {};
    }

    @Override
    public void settle() {
        // Nobody asks how far this reader has come.
    }

    @Override
    public void end() {
        // Nobody takes over.
    }

    @Override
    public boolean isJoined() {
        return joined;
    }

    /** The client remembers the partitions and asks for them now and then by itself, so this costs nothing. */
    private void takeUp() {
        List<TopicPartition> added = consumer.partitionsFor(topic, LOOK_UP).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .filter(partition -> !read.contains(partition))
                .toList();
        if (added.isEmpty()) {
            if (!joined) {
                throw new IllegalStateException("the topic has no partitions yet: " + topic);
            }
            return;
        }
        List<TopicPartition> all = new ArrayList<>(read);
        all.addAll(added);
        consumer.assign(all);
        start(added);
        read.addAll(added);
        joined = true;
        LOG.infof("reading all partitions from now on: topic=%s partitions=%d", topic, read.size());
    }

    /** Asking for the position makes the seek happen now, not at some poll later. */
    private void start(List<TopicPartition> added) {
        if (joined) {
            consumer.seekToBeginning(added);
        } else {
            consumer.seekToEnd(added);
        }
        added.forEach(partition -> consumer.position(partition, LOOK_UP));
    }
}
