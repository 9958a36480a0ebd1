package dev.belfry.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class TopicPublisherIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 8;

    private final TestBroker broker = TestBroker.shared();

    @Test
    void completesWhenTheBrokerHasEverything() throws Exception {
        KafkaSettings topic = broker.newTopic(PARTITIONS);
        try (TopicPublisher<Note> publisher = new TopicPublisher<>(topic, Note::text)) {
            // when
            publisher.publish(notes(1_000)).await().atMost(PATIENCE);

            // then
            assertThat(everything(topic))
                    .extracting(ConsumerRecord::value)
                    .hasSize(1_000)
                    .contains("{\"text\":\"key 0\",\"number\":0}");
        }
    }

    @Test
    void keepsTheOrderOfAKey() throws Exception {
        KafkaSettings topic = broker.newTopic(PARTITIONS);
        try (TopicPublisher<Note> publisher = new TopicPublisher<>(topic, Note::text)) {
            for (int i = 0; i < 5; i++) {
                publisher.publish(notes(200)).await().atMost(PATIENCE);
            }
        }
        Map<String, Integer> partitions = new HashMap<>();
        Map<String, Integer> newest = new HashMap<>();
        for (ConsumerRecord<String, String> message : everything(topic)) {
            assertThat(partitions.merge(message.key(), message.partition(), (first, next) -> first))
                    .isEqualTo(message.partition());
            newest.merge(message.key(), 1, Integer::sum);
        }
        assertThat(newest).hasSize(10).containsEntry("key 3", 100);
        assertThat(partitions.values().stream().distinct().count()).isGreaterThan(1);
    }

    @Test
    void hasNothingToDoForNoMessages() {
        try (TopicPublisher<Note> publisher = new TopicPublisher<>(nowhere(), Note::text)) {
            publisher.publish(List.of()).await().atMost(Duration.ofMillis(100));
        }
    }

    @Test
    void sendsNothingBeforeSomebodySubscribes() throws Exception {
        KafkaSettings topic = broker.newTopic(1);
        try (TopicPublisher<Note> publisher = new TopicPublisher<>(topic, Note::text)) {
            Uni<Void> cold = publisher.publish(notes(1));
            assertThat(everything(topic)).isEmpty();
            cold.await().atMost(PATIENCE);
            assertThat(everything(topic)).hasSize(1);
        }
    }

    @Test
    void failsWhenAMessageCannotBeWritten() throws Exception {
        try (TopicPublisher<Object> publisher = new TopicPublisher<>(broker.newTopic(1), Object::toString)) {
            assertThatThrownBy(() ->
                            publisher.publish(List.of(new Object())).await().atMost(PATIENCE))
                    .hasMessageContaining("cannot be written as JSON");
        }
    }

    /** However many messages and calls wait for it: what is not sent after ten seconds is given up. */
    @Test
    void givesUpAfterTenSecondsWithoutABroker() throws Exception {
        try (TopicPublisher<Note> publisher = new TopicPublisher<>(nowhere(), Note::text)) {
            long before = System.nanoTime();
            var first = publisher.publish(notes(5)).subscribeAsCompletionStage();
            var second = publisher.publish(notes(5)).subscribeAsCompletionStage();
            assertThatThrownBy(() -> first.get(60, TimeUnit.SECONDS)).isNotNull();
            assertThatThrownBy(() -> second.get(60, TimeUnit.SECONDS)).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(14));
        }
    }

    @Test
    void closesInTimeWithoutABroker() {
        TopicPublisher<Note> publisher = new TopicPublisher<>(nowhere(), Note::text);
        var sent = publisher.publish(notes(3)).subscribeAsCompletionStage();
        long before = System.nanoTime();
        publisher.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(7));
        assertThatThrownBy(() -> sent.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void sendsWhatWaitsWhenClosed() throws Exception {
        KafkaSettings topic = broker.newTopic(1);
        TopicPublisher<Note> publisher = new TopicPublisher<>(topic, Note::text);
        var sent = publisher.publish(notes(1_000)).subscribeAsCompletionStage();
        publisher.close();
        sent.get(10, TimeUnit.SECONDS);
        assertThat(everything(topic)).hasSize(1_000);
    }

    @Test
    void failsAfterItsClose() throws Exception {
        TopicPublisher<Note> publisher = new TopicPublisher<>(broker.newTopic(1), Note::text);
        publisher.close();
        assertThatThrownBy(() -> publisher.publish(notes(1)).await().atMost(PATIENCE))
                .isNotInstanceOf(TimeoutException.class);
        publisher.close();
    }

    private static List<Note> notes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Note("key " + i % 10, i))
                .toList();
    }

    /** A port on which nobody listens. */
    private static KafkaSettings nowhere() {
        return new KafkaSettings("127.0.0.1:1", "topic");
    }

    private static List<ConsumerRecord<String, String>> everything(KafkaSettings topic) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, topic.bootstrapServers());
        List<ConsumerRecord<String, String>> all = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topic()).stream()
                    .map(info -> new TopicPartition(topic.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            while (all.size() < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }
}
