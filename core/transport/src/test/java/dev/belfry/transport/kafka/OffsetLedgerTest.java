package dev.belfry.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OffsetLedgerTest {

    private static final TopicPartition ONE = new TopicPartition("topic", 1);
    private static final TopicPartition TWO = new TopicPartition("topic", 2);

    private final OffsetLedger ledger = new OffsetLedger();

    /** Offsets have gaps where a topic was compacted or a transaction ended. */
    @ParameterizedTest(name = "read {0}, acknowledged {1}: commit {2}")
    @CsvSource({
        "0,           '',          ''",
        "0,           0,           1",
        "7,           7,           8",
        "0 1 2,       0,           1",
        "0 1 2,       1,           ''",
        "0 1 2,       2 1,         ''",
        "0 1 2,       2 1 0,       3",
        "0 1 2,       0 2,         1",
        "0 1 2,       1 0,         2",
        "5 6 9 20,    6 5 20,      7",
        "5 6 9 20,    9 20 6 5,    21",
        "0 1 2,       0 0 0,       1",
        "0 1 2,       2 2 0 2,     1",
    })
    void commitsUpToTheFirstOpenMessage(String read, String acknowledged, String commit) {
        // given
        Map<Long, Runnable> acknowledge = new HashMap<>();
        offsets(read).forEach(offset -> acknowledge.put(offset, ledger.opened(ONE, offset)));

        // when
        offsets(acknowledged)
                .forEach(offset ->
                        Objects.requireNonNull(acknowledge.get(offset)).run());

        // then
        assertThat(committable().getOrDefault(ONE, -1L)).isEqualTo(commit.isEmpty() ? -1L : Long.parseLong(commit));
    }

    @Test
    void givesEachOffsetOnce() {
        ledger.opened(ONE, 0).run();
        assertThat(committable()).isEqualTo(Map.of(ONE, 1L));
        assertThat(committable()).isEmpty();
        ledger.opened(ONE, 1).run();
        assertThat(committable()).isEqualTo(Map.of(ONE, 2L));
    }

    @Test
    void keepsPartitionsApart() {
        Runnable first = ledger.opened(ONE, 10);
        ledger.opened(TWO, 0).run();
        assertThat(committable()).isEqualTo(Map.of(TWO, 1L));
        first.run();
        assertThat(committable()).isEqualTo(Map.of(ONE, 11L));
    }

    @Test
    void countsNoLateAcknowledgementOfAPartitionThatHasGone() {
        // given
        Runnable first = ledger.opened(ONE, 5);
        Runnable second = ledger.opened(ONE, 6);
        first.run();

        // when
        ledger.forget(ONE);
        second.run();

        // then
        assertThat(committable()).isEmpty();
    }

    @Test
    void startsAfreshWhenAPartitionComesBack() {
        // given
        Runnable before = ledger.opened(ONE, 5);
        ledger.forget(ONE);

        // when: the same message is read again
        Runnable again = ledger.opened(ONE, 5);
        before.run();

        // then
        assertThat(committable()).as("the second reading is open").isEmpty();
        again.run();
        assertThat(committable()).isEqualTo(Map.of(ONE, 6L));
    }

    @Test
    void neverPassesAnOpenMessageWhileManyThreadsAcknowledge() throws Exception {
        // given
        int count = 50_000;
        boolean[] done = new boolean[count];
        List<Integer> order = new ArrayList<>();
        List<Runnable> acknowledge = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            acknowledge.add(ledger.opened(ONE, i));
            order.add(i);
        }
        Collections.shuffle(order, new Random(1));
        ExecutorService threads = Executors.newFixedThreadPool(4);

        // when
        for (int i : order) {
            threads.execute(() -> {
                synchronized (done) {
                    done[i] = true;
                }
                acknowledge.get(i).run();
            });
        }
        threads.shutdown();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        long committed = 0;
        while (committed < count) {
            assertThat(System.nanoTime()).as("stuck at %d", committed).isLessThan(deadline);
            long next = committable().getOrDefault(ONE, committed);
            synchronized (done) {
                for (long offset = committed; offset < next; offset++) {
                    assertThat(done[(int) offset]).as("offset %d", offset).isTrue();
                }
            }
            assertThat(next).isGreaterThanOrEqualTo(committed);
            committed = next;
        }

        // then
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(committed).isEqualTo(count);
    }

    private Map<TopicPartition, Long> committable() {
        return ledger.takeCommittable().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private static List<Long> offsets(String list) {
        return list.isEmpty()
                ? List.of()
                : List.of(list.split(" ")).stream().map(Long::parseLong).toList();
    }
}
