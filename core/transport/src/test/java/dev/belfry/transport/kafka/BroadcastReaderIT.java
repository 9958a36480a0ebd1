package dev.belfry.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BroadcastReaderIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestBroker broker = TestBroker.shared();
    private final List<TopicReader<Note>> readers = new ArrayList<>();

    @AfterEach
    void closeReaders() {
        readers.forEach(TopicReader::close);
    }

    @Test
    void handsEveryReaderEveryMessageFromNowOn() throws Exception {
        // given
        KafkaSettings topic = broker.newTopic(3);
        publish(topic, 0, 30);
        Receiver one = Receiver.silent();
        Receiver two = Receiver.silent();
        read(topic, one, () -> true);
        read(topic, two, () -> true);

        // when
        publish(topic, 30, 1_000);

        // then
        await().atMost(PATIENCE)
                .until(() -> one.numbers().size() >= 1_000 && two.numbers().size() >= 1_000);
        assertThat(one.numbers()).containsExactlyInAnyOrderElementsOf(range(30, 1_030));
        assertThat(two.numbers()).containsExactlyInAnyOrderElementsOf(range(30, 1_030));
    }

    @Test
    void givesTheNextReaderNothingOfWhatWasPublishedMeanwhile() throws Exception {
        // given
        KafkaSettings topic = broker.newTopic(1);
        read(topic, Receiver.acknowledging(), () -> true).close();
        publish(topic, 0, 10);

        // when
        Receiver next = Receiver.acknowledging();
        read(topic, next, () -> true);
        publish(topic, 10, 1);

        // then
        await().atMost(PATIENCE).until(() -> !next.numbers().isEmpty());
        assertThat(next.numbers()).containsExactly(10);
    }

    @Test
    void handsAFailingReceiverTheSameBatchAgain() throws Exception {
        KafkaSettings topic = broker.newTopic(1);
        AtomicInteger failures = new AtomicInteger();
        Receiver receiver = new Receiver(batch -> {
            if (failures.incrementAndGet() == 1) {
                throw new IllegalStateException("expected in this test");
            }
        });
        read(topic, receiver, () -> true);
        publish(topic, 0, 1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.numbers()).containsExactly(0, 0));
    }

    @Test
    void keepsMessagesUntilThereIsRoom() throws Exception {
        // given
        KafkaSettings topic = broker.newTopic(2);
        AtomicBoolean room = new AtomicBoolean();
        Receiver receiver = Receiver.silent();
        read(topic, receiver, room::get);

        // when
        publish(topic, 0, 100);
        await().during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> receiver.numbers().isEmpty());
        room.set(true);

        // then
        await().atMost(PATIENCE).until(() -> receiver.numbers().size() >= 100);
        assertThat(receiver.numbers()).containsExactlyInAnyOrderElementsOf(range(0, 100));
    }

    @Test
    void readsAPartitionThatIsAddedLater() throws Exception {
        // given
        KafkaSettings topic = broker.newTopic(1);
        Receiver receiver = Receiver.silent();
        read(topic, receiver, () -> true);

        // when: some of the messages go to the new partition before the reader knows of it
        broker.growTo(2, topic);
        publish(topic, 0, 100);

        // then
        await().atMost(Duration.ofSeconds(40)).until(() -> receiver.numbers().size() >= 100);
        assertThat(receiver.numbers()).containsExactlyInAnyOrderElementsOf(range(0, 100));
    }

    @Test
    void waitsForATopicThatIsMadeLater() throws Exception {
        // given
        KafkaSettings topic = broker.notYet();
        AtomicInteger rounds = new AtomicInteger();
        Receiver receiver = Receiver.silent();
        TopicReader<Note> reader = start(topic, receiver, () -> rounds.incrementAndGet() > 0);
        await().atMost(PATIENCE).until(() -> rounds.get() > 1);
        assertThat(reader.isJoined()).isFalse();

        // when
        broker.make(topic, 2);
        await().atMost(PATIENCE).until(reader::isJoined);
        publish(topic, 0, 10);

        // then
        await().atMost(PATIENCE).until(() -> receiver.numbers().size() == 10);
    }

    @Test
    void closesInTimeWithoutABroker() {
        // given
        AtomicInteger rounds = new AtomicInteger();
        TopicReader<Note> reader =
                start(new KafkaSettings("127.0.0.1:1", "topic"), Receiver.silent(), () -> rounds.incrementAndGet() > 0);
        await().atMost(PATIENCE).until(() -> rounds.get() > 1);

        // when
        long before = System.nanoTime();
        reader.close();

        // then
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(reader.isJoined()).isFalse();
    }

    private TopicReader<Note> read(KafkaSettings topic, Receiver receiver, BooleanSupplier hasRoom) {
        TopicReader<Note> reader = start(topic, receiver, hasRoom);
        await().atMost(PATIENCE).until(reader::isJoined);
        return reader;
    }

    private TopicReader<Note> start(KafkaSettings topic, Receiver receiver, BooleanSupplier hasRoom) {
        TopicReader<Note> reader = TopicReader.broadcast(topic, Note.class, receiver, hasRoom);
        readers.add(reader);
        return reader.start();
    }

    private static void publish(KafkaSettings topic, int from, int count) {
        try (TopicPublisher<Note> publisher = new TopicPublisher<>(topic, note -> Integer.toString(note.number()))) {
            publisher
                    .publish(range(from, from + count).stream()
                            .map(number -> new Note("note", number))
                            .toList())
                    .await()
                    .atMost(PATIENCE);
        }
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
