package dev.belfry.transport.kafka;

import dev.belfry.core.loop.Loop;
import dev.belfry.transport.json.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads one topic as a member of a consumer group and hands over what it polls, batch by batch, on its own thread.
 *
 * <p>A batch whose handling throws is handed over again after a pause, and nothing else is read until it succeeds. A
 * message that is no JSON of the type is logged with its place and passed over: the rows and their sweepers make up for
 * it. While there is no room, partitions are paused and the membership is kept alive. When members come and go, only
 * the partitions that move are read again elsewhere, from their first open message.
 */
public final class TopicReader<T> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LAST_COMMIT = Duration.ofSeconds(2);
    private static final Duration LEAVE = Duration.ofSeconds(2);

    private final String topic;
    private final Class<T> type;
    private final Consumer<List<Received<T>>> receiver;
    private final BooleanSupplier hasRoom;
    private final KafkaConsumer<String, byte[]> consumer;
    private final OffsetLedger ledger = new OffsetLedger();
    private final Loop loop;
    private List<Received<T>> unhandled = new ArrayList<>();
    private boolean holding;
    private volatile boolean joined;
    private long lastCommit = System.nanoTime();

    /**
     * A reader that stands still until it is started.
     *
     * @param group the consumer group: its members share the partitions
     * @param receiver gets each batch and acknowledges each of its messages, then or later
     * @param hasRoom asked before each poll; while it says no, nothing new is handed over
     */
    public TopicReader(
            KafkaSettings settings,
            String group,
            Class<T> type,
            Consumer<List<Received<T>>> receiver,
            BooleanSupplier hasRoom) {
        this.topic = settings.topic();
        this.type = type;
        this.receiver = receiver;
        this.hasRoom = hasRoom;
        this.consumer = new KafkaConsumer<>(
                properties(settings.bootstrapServers(), group), new StringDeserializer(), new ByteArrayDeserializer());
        this.loop = new Loop("read-" + topic, AFTER_FAILURE, this::round);
    }

    public TopicReader<T> start() {
        consumer.subscribe(List.of(topic), new Handover());
        loop.start();
        return this;
    }

    /** Whether the group has given this member its share of the partitions, which may be none. */
    public boolean isJoined() {
        return joined;
    }

    /** The loop behind it, for the liveness check. */
    public Loop loop() {
        return loop;
    }

    /** Lets the round under way finish, commits what is acknowledged and leaves the group: the others take over at once. */
    @Override
    public void close() {
        loop.close();
        try {
            commitNow();
        } catch (RuntimeException e) {
            LOG.warnf("offsets not committed at close, their messages will come again: topic=%s %s", topic, e);
        }
        try {
            consumer.close(CloseOptions.timeout(LEAVE));
        } catch (RuntimeException e) {
            LOG.warnf("group not left at close, the others take over when the session ends: topic=%s %s", topic, e);
        }
    }

    private Duration round() {
        boolean room = hasRoom.getAsBoolean();
        steer(room && unhandled.isEmpty());
        open(consumer.poll(POLL));
        if (room && !unhandled.isEmpty()) {
            receiver.accept(List.copyOf(unhandled));
            unhandled = new ArrayList<>();
        }
        commitSometimes();
        return Duration.ZERO;
    }

    private void steer(boolean more) {
        holding = !more;
        if (holding) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
    }

    private void open(ConsumerRecords<String, byte[]> records) {
        for (ConsumerRecord<String, byte[]> message : records) {
            Runnable acknowledge =
                    ledger.opened(new TopicPartition(message.topic(), message.partition()), message.offset());
            try {
                unhandled.add(new Received<>(read(message.value()), acknowledge));
            } catch (IllegalArgumentException e) {
                LOG.errorf(
                        "message passed over: topic=%s partition=%d offset=%d reason=%s",
                        topic, message.partition(), message.offset(), e.getMessage());
                acknowledge.run();
            }
        }
    }

    private T read(byte @Nullable [] value) {
        if (value == null) {
            throw new IllegalArgumentException("it has no value");
        }
        return WireJson.read(new String(value, StandardCharsets.UTF_8), type);
    }

    private void commitSometimes() {
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

    private void commitNow() {
        Map<TopicPartition, OffsetAndMetadata> offsets = ledger.takeCommittable();
        if (!offsets.isEmpty()) {
            consumer.commitSync(offsets, LAST_COMMIT);
        }
    }

    private static Properties properties(String bootstrapServers, String group) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 250);
        // The shortest the broker permits: a killed member's partitions move on after this.
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
        // Kafka's default takes all partitions from everybody at each change, and every open message comes again.
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return properties;
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
