package dev.belfry.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands on a topic and is no message of ours: a slip of an operator's tool, or worse. */
class UnreadableMessagesIT {

    private static final Logger LOGGER = Logger.getLogger(TopicReader.class.getName());

    private final TestBroker broker = TestBroker.shared();
    private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(handler);
    }

    @Test
    void passesOverWhatIsNoMessageAndSaysWhere() throws Exception {
        // given
        KafkaSettings topic = broker.newTopic(1);
        String group = "group-" + UUID.randomUUID();
        byte[][] bad = {
            null,
            {},
            bytes("garbage"),
            bytes("null"),
            bytes("[]"),
            bytes("{}"),
            bytes("{\"text\":null,\"number\":1}"),
            bytes("{\"text\":\"a\",\"number\":\"x\"}"),
            bytes("{\"text\":\"a\",\"number\":99999999999}"),
            bytes("{\"text\":" + "[".repeat(50_000)),
            {(byte) 0xff, (byte) 0xfe, 0},
        };
        try (KafkaProducer<String, byte[]> producer = producer(topic)) {
            for (int i = 0; i < bad.length; i++) {
                send(producer, topic, bytes("{\"text\":\"good\",\"number\":" + i + "}"));
                send(producer, topic, bad[i]);
            }
            send(producer, topic, bytes("{\"text\":\"good\",\"number\":" + bad.length + "}"));
        }

        // when
        Receiver receiver = Receiver.acknowledging();
        try (TopicReader<Note> reader = new TopicReader<>(topic, group, Note.class, receiver, () -> true).start()) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> receiver.numbers().contains(bad.length));
            await().atMost(Duration.ofSeconds(20)).until(() -> broker.committed(group, topic) == bad.length * 2 + 1);
            assertThat(reader.loop().isAlive(Duration.ofMinutes(1))).isTrue();
        }

        // then
        assertThat(receiver.numbers()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(logged.stream().filter(line -> line.getLevel().intValue() >= Level.SEVERE.intValue()))
                .hasSize(bad.length)
                .extracting(LogRecord::getMessage)
                .allMatch(
                        line -> line.startsWith("message passed over: topic=" + topic.topic() + " partition=0 offset="))
                .anyMatch(line -> line.contains(" offset=5 "));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void send(KafkaProducer<String, byte[]> producer, KafkaSettings topic, byte @Nullable [] value)
            throws Exception {
        producer.send(new ProducerRecord<>(topic.topic(), "key", value)).get();
    }

    private static KafkaProducer<String, byte[]> producer(KafkaSettings topic) {
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, topic.bootstrapServers());
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }
}
