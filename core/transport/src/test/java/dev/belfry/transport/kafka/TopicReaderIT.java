package dev.belfry.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicReaderIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String GROUP = "group";

    private final TestBroker broker = TestBroker.shared();
    private final List<TopicReader<Note>> readers = new ArrayList<>();
    private final String group = GROUP + "-" + UUID.randomUUID();

    @AfterEach
    void closeReaders() {
        readers.forEach(TopicReader::close);
    }

    @Test
    void handsOverEveryMessageInItsOrder() throws Exception {
        KafkaSettings topic = broker.newTopic(1);
        Receiver receiver = Receiver.acknowledging();
        read(topic, receiver, () -> true);
        publish(topic, 0, 5_000);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.numbers()).hasSize(5_000));
        assertThat(receiver.numbers()).isEqualTo(range(0, 5_000));
        await().atMost(PATIENCE).until(() -> broker.committed(group, topic) == 5_000);
    }

    @Test
    void readsWhatWasPublishedBeforeTheGroupExisted() throws Exception {
        KafkaSettings topic = broker.newTopic(1);
        publish(topic, 0, 3);
        Receiver receiver = Receiver.acknowledging();
        read(topic, receiver, () -> true);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.numbers()).containsExactly(0, 1, 2));
    }

    @Test
    void handsOverAgainWhatWasOpenWhenTheProcessDied() throws Exception {
        // given: another process that acknowledges 0 to 4 of ten messages and is gone without leaving the group
        KafkaSettings topic = broker.newTopic(1);
        publish(topic, 0, 10);
        assertThat(exitOfCrashingReader(topic, 10)).isEqualTo(137);
        assertThat(broker.committed(group, topic)).isEqualTo(5);

        // when
        Receiver receiver = Receiver.acknowledging();
        long before = System.nanoTime();
        read(topic, receiver, () -> true);

        // then: after the session timeout of six seconds, not after Kafka's usual 45
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.numbers()).containsExactly(5, 6, 7, 8, 9));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(12));
    }

    @Test
    void neverCommitsPastAnOpenMessage() throws Exception {
        // given
        KafkaSettings topic = broker.newTopic(1);
        Receiver receiver = Receiver.silent();
        TopicReader<Note> reader = read(topic, receiver, () -> true);
        publish(topic, 0, 10);
        await().atMost(PATIENCE).until(() -> receiver.numbers().size() == 10);

        // when: all but 4 are done
        IntStream.of(9, 8, 7, 6, 5, 3, 2, 1, 0).forEach(receiver::acknowledge);

        // then
        await().atMost(PATIENCE).until(() -> broker.committed(group, topic) == 4);
        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> broker.committed(group, topic) == 4);
        reader.close();
        assertThat(broker.committed(group, topic)).isEqualTo(4);
        Receiver next = Receiver.acknowledging();
        read(topic, next, () -> true);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(next.numbers()).isEqualTo(range(4, 10)));
    }

    @Test
    void handsAFailingReceiverTheSameBatchAndNothingInBetween() throws Exception {
        // given
        KafkaSettings topic = broker.newTopic(1);
        publish(topic, 0, 3);
        AtomicInteger failures = new AtomicInteger();
        CountDownLatch published = new CountDownLatch(1);
        Receiver receiver = new Receiver(batch -> {
            if (failures.incrementAndGet() <= 2) {
                published.countDown();
                throw new IllegalStateException("expected in this test");
            }
            batch.forEach(received -> received.acknowledge().run());
        });

        // when
        read(topic, receiver, () -> true);
        published.await();
        publish(topic, 3, 3);

        // then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.numbers()).endsWith(5));
        assertThat(receiver.batches().subList(0, 3))
                .containsOnly(receiver.batches().get(0));
        assertThat(receiver.batches().get(0)).isNotEmpty();
        assertThat(receiver.numbers().stream().distinct()).isEqualTo(range(0, 6));
        await().atMost(PATIENCE).until(() -> broker.committed(group, topic) == 6);
    }

    @Test
    void handsNothingOverWhileThereIsNoRoom() throws Exception {
        // given
        KafkaSettings topic = broker.newTopic(2);
        AtomicBoolean room = new AtomicBoolean();
        Receiver full = Receiver.acknowledging();
        TopicReader<Note> reader = read(topic, full, room::get);
        await().atMost(PATIENCE).until(reader::isJoined);
        publish(topic, 0, 100);

        // when: a second member joins and leaves, which deals the partitions anew each time
        TopicReader<Note> other = read(topic, Receiver.silent(), room::get);
        await().atMost(PATIENCE).until(other::isJoined);
        other.close();
        await().during(Duration.ofSeconds(3))
                .atMost(PATIENCE)
                .until(() -> full.numbers().isEmpty());

        // then
        assertThat(broker.members(group)).isEqualTo(1);
        room.set(true);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(full.numbers()).containsAll(range(0, 100)));
    }

    @Test
    void stopsHandingOverWhenTheRoomIsUsedUp() throws Exception {
        KafkaSettings topic = broker.newTopic(1);
        Semaphore room = new Semaphore(1);
        Receiver receiver = new Receiver(batch -> room.drainPermits());
        read(topic, receiver, () -> room.availablePermits() > 0);
        publish(topic, 0, 10);
        await().atMost(PATIENCE).until(() -> !receiver.numbers().isEmpty());
        int handedOver = receiver.numbers().size();
        publish(topic, 10, 10);
        await().during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> receiver.numbers().size() == handedOver);
        room.release();
        await().atMost(PATIENCE).until(() -> receiver.numbers().size() > handedOver);
    }

    @Test
    void sharesThePartitionsWithOthers() throws Exception {
        KafkaSettings topic = broker.newTopic(4);
        Receiver one = Receiver.acknowledging();
        Receiver two = Receiver.acknowledging();
        TopicReader<Note> first = read(topic, one, () -> true);
        await().atMost(PATIENCE).until(first::isJoined);
        TopicReader<Note> second = read(topic, two, () -> true);
        await().atMost(PATIENCE).until(second::isJoined);
        publish(topic, 0, 1_000);
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<Integer> all = new ArrayList<>(one.numbers());
            all.addAll(two.numbers());
            assertThat(all).containsAll(range(0, 1_000));
            assertThat(one.numbers()).isNotEmpty();
            assertThat(two.numbers()).isNotEmpty();
        });
    }

    @Test
    void keepsItsOpenMessagesToItselfWhenAnotherJoins() throws Exception {
        // given: a member with open messages in every partition
        KafkaSettings topic = broker.newTopic(4);
        Receiver one = Receiver.silent();
        read(topic, one, () -> true);
        publish(topic, 0, 400);
        await().atMost(PATIENCE).until(() -> one.numbers().size() == 400);

        // when
        Receiver two = Receiver.silent();
        read(topic, two, () -> true);
        await().atMost(PATIENCE).until(() -> !two.numbers().isEmpty());

        // then: what moved is handed to the other; what stayed is not handed over twice
        await().during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> one.numbers().size() == 400);
        assertThat(two.numbers()).hasSizeLessThan(400);
    }

    @Test
    void leavesTheGroupAtOnceWhenClosed() throws Exception {
        // given
        KafkaSettings topic = broker.newTopic(2);
        TopicReader<Note> leaving = read(topic, Receiver.silent(), () -> true);
        await().atMost(PATIENCE).until(leaving::isJoined);
        Receiver staying = Receiver.acknowledging();
        TopicReader<Note> other = read(topic, staying, () -> true);
        await().atMost(PATIENCE).until(() -> other.isJoined() && broker.members(group) == 2);

        // when
        long before = System.nanoTime();
        leaving.close();

        // then
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
        assertThat(broker.members(group)).isEqualTo(1);
        publish(topic, 0, 100);
        await().atMost(Duration.ofSeconds(5)).until(() -> staying.numbers().containsAll(range(0, 100)));
    }

    @Test
    void commitsWhatTheRoundUnderWayAcknowledgesWhenClosed() throws Exception {
        // given: a receiver that is at work when the close comes, and a commit so fresh that none is due
        KafkaSettings topic = broker.newTopic(1);
        CountDownLatch atWork = new CountDownLatch(2);
        Semaphore mayEnd = new Semaphore(1);
        TopicReader<Note> reader = read(
                topic,
                new Receiver(batch -> {
                    atWork.countDown();
                    mayEnd.acquireUninterruptibly();
                    batch.forEach(received -> received.acknowledge().run());
                }),
                () -> true);
        publish(topic, 0, 1);
        await().atMost(PATIENCE).until(() -> broker.committed(group, topic) == 1);
        publish(topic, 1, 1);
        assertThat(atWork.await(20, TimeUnit.SECONDS)).isTrue();

        // when
        Thread closing = new Thread(reader::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        mayEnd.release();
        closing.join(10_000);

        // then
        assertThat(broker.committed(group, topic)).isEqualTo(2);
    }

    @Test
    void closesInTimeWithoutABroker() throws Exception {
        // given: a reader that has begun to look for its broker
        AtomicInteger rounds = new AtomicInteger();
        TopicReader<Note> reader = new TopicReader<>(
                new KafkaSettings("127.0.0.1:1", "topic"),
                group,
                Note.class,
                Receiver.silent(),
                () -> rounds.incrementAndGet() > 0);
        reader.start();
        await().atMost(PATIENCE).until(() -> rounds.get() > 2);

        // when
        long before = System.nanoTime();
        reader.close();

        // then
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(reader.isJoined()).isFalse();
    }

    @Test
    void mayBeClosedTwiceOrBeforeItsStart() throws Exception {
        TopicReader<Note> reader =
                new TopicReader<>(broker.newTopic(1), group, Note.class, Receiver.silent(), () -> true);
        reader.close();
        reader.close();
    }

    private TopicReader<Note> read(KafkaSettings topic, Receiver receiver, BooleanSupplier hasRoom) {
        TopicReader<Note> reader = new TopicReader<>(topic, group, Note.class, receiver, hasRoom);
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

    private int exitOfCrashingReader(KafkaSettings topic, int messages) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingReader.class.getName(),
                        topic.bootstrapServers(),
                        topic.topic(),
                        group,
                        Integer.toString(messages))
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "crashing-reader.log").toFile())
                .start();
        try {
            return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
