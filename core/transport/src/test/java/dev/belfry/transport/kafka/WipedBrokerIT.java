package dev.belfry.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.embedded.kafka.EmbeddedKafka;
import dev.belfry.embedded.kafka.KafkaSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that comes back at its address with empty topics: whoever was connected before goes on. */
class WipedBrokerIT {

    private static final String TOPIC = "wiped";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Receiver shared = Receiver.acknowledging();
    private final Receiver broadcast = Receiver.acknowledging();
    private EmbeddedKafka kafka;
    private TopicPublisher<Note> publisher;
    private TopicReader<Note> group;
    private TopicReader<Note> everything;

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.start(new KafkaSpec(folder, folder.resolve("kafka.log")), Map.of(TOPIC, 2));
        KafkaSettings topic = new KafkaSettings(kafka.bootstrapServers(), TOPIC);
        publisher = new TopicPublisher<>(topic, note -> Integer.toString(note.number()));
        group = new TopicReader<>(topic, "group", Note.class, shared, () -> true).start();
        everything =
                TopicReader.broadcast(topic, Note.class, broadcast, () -> true).start();
        await().atMost(PATIENCE).until(() -> group.isJoined() && everything.isJoined());
    }

    @AfterEach
    void stop() {
        group.close();
        everything.close();
        publisher.close();
        kafka.stop(Duration.ZERO);
    }

    @Test
    void whoWasConnectedBeforePublishesAndReadsOn() throws Exception {
        // given positions that lie beyond the end of whatever comes next
        publish(0, 500);
        await().atMost(PATIENCE)
                .until(() ->
                        shared.numbers().size() == 500 && broadcast.numbers().size() == 500);

        // when
        kafka.stop(Duration.ZERO);
        delete(folder.resolve("data"));
        kafka.launch();
        await().atMost(PATIENCE).until(kafka::isReady);
        kafka.createTopics(Map.of(TOPIC, 2));

        // then what was published since the readers have found the new topic arrives at all of them
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            publish(1_000, 2);
            assertThat(shared.numbers()).contains(1_000, 1_001);
            assertThat(broadcast.numbers()).contains(1_000, 1_001);
        });
        publish(2_000, 100);
        List<Integer> fresh = IntStream.range(2_000, 2_100).boxed().toList();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(shared.numbers()).containsAll(fresh);
            assertThat(broadcast.numbers()).containsAll(fresh);
        });
    }

    private void publish(int from, int count) {
        publisher
                .publish(IntStream.range(from, from + count)
                        .mapToObj(number -> new Note("note", number))
                        .toList())
                .await()
                .atMost(PATIENCE);
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
