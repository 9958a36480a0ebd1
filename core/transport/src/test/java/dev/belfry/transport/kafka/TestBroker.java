package dev.belfry.transport.kafka;

import dev.belfry.embedded.kafka.EmbeddedKafka;
import dev.belfry.embedded.kafka.KafkaSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** One real broker for all tests of this JVM, each of which makes a topic of its own. */
final class TestBroker {

    private final EmbeddedKafka kafka;
    private final Admin admin;

    private TestBroker(EmbeddedKafka kafka) {
        this.kafka = kafka;
        this.admin = admin(kafka.bootstrapServers());
    }

    static TestBroker shared() {
        return Shared.BROKER;
    }

    static Admin admin(String bootstrapServers) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** A new topic with this many partitions. */
    KafkaSettings newTopic(int partitions) throws Exception {
        KafkaSettings topic = notYet();
        make(topic, partitions);
        return topic;
    }

    /** A topic that nobody has made. */
    KafkaSettings notYet() {
        return new KafkaSettings(kafka.bootstrapServers(), "topic-" + UUID.randomUUID());
    }

    void make(KafkaSettings topic, int partitions) throws Exception {
        kafka.createTopics(Map.of(topic.topic(), partitions));
    }

    void growTo(int partitions, KafkaSettings topic) throws Exception {
        admin.createPartitions(Map.of(topic.topic(), NewPartitions.increaseTo(partitions)))
                .all()
                .get(10, TimeUnit.SECONDS);
    }

    /** The offset at which a group would begin to read the first partition, -1 where it never committed. */
    long committed(String group, KafkaSettings topic) throws Exception {
        return committed(admin, group, topic);
    }

    static long committed(Admin admin, String group, KafkaSettings topic) throws Exception {
        OffsetAndMetadata offset = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(10, TimeUnit.SECONDS)
                .get(new TopicPartition(topic.topic(), 0));
        return offset == null ? -1 : offset.offset();
    }

    int members(String group) throws Exception {
        return admin.describeConsumerGroups(Set.of(group)).all().get(10, TimeUnit.SECONDS).values().stream()
                .mapToInt(description -> description.members().size())
                .sum();
    }

    private static TestBroker start() {
        try {
            Path folder = Path.of("target", "kafka-" + ProcessHandle.current().pid());
            EmbeddedKafka kafka =
                    EmbeddedKafka.start(new KafkaSpec(folder, folder.resolve("kafka.log")), Map.of("ready", 1));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> kafka.stop(Duration.ZERO), "stop-broker"));
            return new TestBroker(kafka);
        } catch (Exception e) {
            throw new IllegalStateException("no broker, no test", e);
        }
    }

    /** Started when it is asked for, which the JVM of {@link CrashingReader} never does. */
    private static final class Shared {
        private static final TestBroker BROKER = start();
    }
}
