package dev.belfry.transport.kafka;

import dev.belfry.core.loop.Loop;
import dev.belfry.transport.json.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads one topic and hands over what it polls, batch by batch, on its own thread: either its share as a member of a
 * consumer group, or, as a broadcast, every message from now on.
 *
 * <p>A batch whose handling throws is handed over again after a pause, and nothing else is read until it succeeds. A
 * message that is no JSON of the type is logged with its place and passed over: the rows and their sweepers make up for
 * it. While there is no room, partitions are paused and the membership is kept alive. When members of a group come and
 * go, only the partitions that move are read again elsewhere, from their first open message.
 */
public final class TopicReader<T> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicReader.class);

    /** A message ends a poll at once; this is how often what is acknowledged is committed when none comes. */
    private static final Duration POLL = Duration.ofMillis(500);

    /** How long a batch that waits for room may be kept waiting for once there is some. */
    private static final Duration LOOK_FOR_ROOM = Duration.ofMillis(250);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LEAVE = Duration.ofSeconds(2);

    private final String topic;
    private final Intake<T> intake;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Subscription subscription;
    private final Loop loop;
    private List<Received<T>> unhandled = new ArrayList<>();

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
        this(
                settings,
                properties(settings.bootstrapServers(), group),
                GroupSubscription::new,
                new Intake<>(type, receiver, hasRoom));
    }

    private TopicReader(
            KafkaSettings settings,
            Properties properties,
            BiFunction<KafkaConsumer<String, byte[]>, String, Subscription> kind,
            Intake<T> intake) {
        this.topic = settings.topic();
        this.intake = intake;
        this.consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        this.subscription = kind.apply(consumer, topic);
        this.loop = new Loop("read-" + topic, AFTER_FAILURE, this::round);
    }

    /**
     * A reader of its own of every message that is published once it {@link #isJoined}, whoever else reads the topic.
     * For news that is worth nothing later: what is published while it is away is never handed over, acknowledging
     * means nothing, and only a batch whose handling throws comes again.
     */
    public static <T> TopicReader<T> broadcast(
            KafkaSettings settings, Class<T> type, Consumer<List<Received<T>>> receiver, BooleanSupplier hasRoom) {
        return new TopicReader<>(
                settings,
                broadcastProperties(settings.bootstrapServers()),
                BroadcastSubscription::new,
                new Intake<>(type, receiver, hasRoom));
    }

    public TopicReader<T> start() {
        subscription.begin();
        loop.start();
        return this;
    }

    /**
     * Whether the group has given this member its share of the partitions, which may be none; of a broadcast, whether
     * everything published from now on will arrive.
     */
    public boolean isJoined() {
        return subscription.isJoined();
    }

    /** The loop behind it, for the liveness check. */
    public Loop loop() {
        return loop;
    }

    /** Lets the round under way finish, commits what is acknowledged and leaves the group: the others take over at once. */
    @Override
    public void close() {
        loop.close();
        subscription.end();
        try {
            consumer.close(CloseOptions.timeout(LEAVE));
        } catch (RuntimeException e) {
            LOG.warnf("group not left at close, the others take over when the session ends: topic=%s %s", topic, e);
        }
    }

    private Duration round() {
        boolean room = intake.hasRoom().getAsBoolean();
        subscription.steer(room && unhandled.isEmpty());
        open(consumer.poll(room && unhandled.isEmpty() ? POLL : LOOK_FOR_ROOM));
        if (room && !unhandled.isEmpty()) {
            intake.receiver().accept(List.copyOf(unhandled));
            unhandled = new ArrayList<>();
        }
        subscription.settle();
        return Duration.ZERO;
    }

    private void open(ConsumerRecords<String, byte[]> records) {
        for (ConsumerRecord<String, byte[]> message : records) {
            Runnable acknowledge = subscription.opened(message);
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
        return WireJson.read(new String(value, StandardCharsets.UTF_8), intake.type());
    }

    private static Properties properties(String bootstrapServers) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
        // The broker answers as soon as there is a message; this is how long it waits for one before it says that there
        // is none, and how long a close may have to wait. Shorter waits are what an idle Belfry spends its time on.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1_000);
        return properties;
    }

    private static Properties broadcastProperties(String bootstrapServers) {
        Properties properties = properties(bootstrapServers);
        // Topics are made with their partitions by whoever installs; a reader that comes too early waits.
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // How soon a partition that was added is found: no group tells.
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        // Where retention has overtaken the reader, old news is no news.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        return properties;
    }

    private static Properties properties(String bootstrapServers, String group) {
        Properties properties = properties(bootstrapServers);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // The shortest the broker permits: a killed member's partitions move on after this.
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
        // The thread behind the heartbeats wakes up this often, whether one is due or not.
        properties.put(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 300);
        // Kafka's default takes all partitions from everybody at each change, and every open message comes again.
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return properties;
    }

    /** What a reader hands over, and to whom. */
    private record Intake<T>(Class<T> type, Consumer<List<Received<T>>> receiver, BooleanSupplier hasRoom) {}
}
