package dev.belfry.transport.kafka;

import dev.belfry.transport.json.WireJson;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Sends messages of one kind to one topic. Sending waits for metadata or room at times, so it happens on a thread of
 * its own and never on the caller's.
 */
public final class TopicPublisher<T> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicPublisher.class);
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(10);
    private static final Duration LAST_CALLS = Duration.ofSeconds(3);
    private static final Duration LAST_MESSAGES = Duration.ofSeconds(2);

    private final String topic;
    private final Function<T, String> key;
    private final KafkaProducer<String, byte[]> producer;
    private final ExecutorService sender;

    /** A publisher whose messages with the same key go to the same partition, at once. */
    public TopicPublisher(KafkaSettings settings, Function<T, String> key) {
        this(settings, key, AT_ONCE);
    }

    /**
     * A publisher whose messages with the same key go to the same partition.
     *
     * @param linger how long a message waits for others to go with; each group costs the broker and every reader a
     *     request
     */
    public TopicPublisher(KafkaSettings settings, Function<T, String> key, Duration linger) {
        this.topic = settings.topic();
        this.key = key;
        this.producer = new KafkaProducer<>(
                properties(settings.bootstrapServers(), linger), new StringSerializer(), new ByteArraySerializer());
        this.sender = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "publish-" + topic);
            thread.setDaemon(true);
            return thread;
        });
        sender.execute(this::learnPartitions);
    }

    /**
     * Sends all of them. Completes when every one is acknowledged by the broker; fails when at least one was given up
     * after ten seconds (it may still have arrived), or after twenty when calls before this one waited as well.
     */
    public Uni<Void> publish(List<T> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().completionStage(() -> {
            long deadline = System.nanoTime() + GIVE_UP_AFTER.toNanos();
            return CompletableFuture.supplyAsync(() -> sendAll(messages, deadline), sender)
                    .thenCompose(Function.identity());
        });
    }

    /** Sends what is still waiting, for at most five seconds. */
    @Override
    public void close() {
        sender.shutdown();
        try {
            sender.awaitTermination(LAST_CALLS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(LAST_MESSAGES);
    }

    /** Without a broker the producer holds up each single message as long as it may. */
    private CompletableFuture<Void> sendAll(List<T> messages, long deadline) {
        List<CompletableFuture<Void>> sent = new ArrayList<>(messages.size());
        for (T message : messages) {
            if (System.nanoTime() - deadline > 0) {
                return CompletableFuture.failedFuture(
                        new TimeoutException("messages given up, no broker takes them: topic=" + topic));
            }
            sent.add(send(message));
        }
        return CompletableFuture.allOf(sent.toArray(new CompletableFuture<?>[0]));
    }

    /** Ahead of the first message, which would otherwise wait for it. */
    private void learnPartitions() {
        try {
            producer.partitionsFor(topic);
        } catch (KafkaException e) {
            LOG.warnf("partitions not known yet, the first message asks again: topic=%s %s", topic, e);
        }
    }

    private CompletableFuture<Void> send(T message) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        byte[] value = WireJson.write(message).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, key.apply(message), value), (ignored, failure) -> {
            if (failure == null) {
                sent.complete(null);
            } else {
                sent.completeExceptionally(failure);
            }
        });
        return sent;
    }

    private static Properties properties(String bootstrapServers, Duration linger) {
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, linger.toMillis());
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) GIVE_UP_AFTER.toMillis());
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) GIVE_UP_AFTER.toMillis());
        return properties;
    }
}
