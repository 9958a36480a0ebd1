package dev.belfry.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionIdTest {

    private static final UUID JOB = UUID.fromString("018f0000-0000-7000-8000-000000000001");
    private static final UUID OTHER_JOB = UUID.fromString("018f0000-0000-7000-8000-000000000002");
    private static final Instant AT = Instant.parse("2026-03-02T14:30:00Z");

    /**
     * Computed elsewhere (Python: hashlib and struct). A release that gives a tick another id would make a second
     * execution of each tick that two releases plan.
     */
    @ParameterizedTest
    @CsvSource({
        "2026-03-02T14:30:00Z, 019caef4-ba40-7cb1-bb84-f234b963b57f",
        "2026-03-02T14:30:00.250Z, 019caef4-bb3a-72d6-b2be-fa5f7153dfab",
        "1970-01-01T00:00:00Z, 00000000-0000-7d94-b0ed-34a96af79050"
    })
    void givesATickTheSameIdForEver(Instant scheduledFor, UUID id) {
        assertThat(ExecutionId.ofTick(JOB, scheduledFor)).isEqualTo(id);
    }

    @Test
    void tellsJobsAndInstantsApart() {
        assertThat(List.of(
                        ExecutionId.ofTick(JOB, AT),
                        ExecutionId.ofTick(OTHER_JOB, AT),
                        ExecutionId.ofTick(JOB, AT.plusMillis(1)),
                        ExecutionId.ofTick(JOB, AT.plusNanos(1)),
                        ExecutionId.ofTick(JOB, AT.plusSeconds(60))))
                .doesNotHaveDuplicates();
    }

    @Test
    void hasTheLayoutOfVersion7() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            UUID id = ExecutionId.timeOrdered(AT, random.nextLong(), random.nextLong());
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(AT.toEpochMilli());
        }
    }

    @Test
    void keepsAll74RandomBits() {
        UUID zeros = ExecutionId.timeOrdered(Instant.EPOCH, 0, 0);
        UUID ones = ExecutionId.timeOrdered(Instant.EPOCH, -1, -1);
        assertThat(Long.bitCount(zeros.getMostSignificantBits() ^ ones.getMostSignificantBits()))
                .isEqualTo(12);
        assertThat(Long.bitCount(zeros.getLeastSignificantBits() ^ ones.getLeastSignificantBits()))
                .isEqualTo(62);
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 00000000-0000-",
        "1970-01-01T00:00:00.001Z, 00000000-0001-",
        "2026-03-02T14:30:00Z, 019caef4-ba40-",
        "+10889-08-02T05:31:50.655Z, ffffffff-ffff-",
    })
    void beginsWithTheTime(Instant at, String prefix) {
        assertThat(ExecutionId.timeOrdered(at, 0, 0).toString()).startsWith(prefix);
        assertThat(ExecutionId.ofTick(JOB, at).toString()).startsWith(prefix);
    }

    /** As PostgreSQL and every text compares them; Java's own order of UUIDs is another. */
    @Test
    void sortsByTime() {
        Random random = new Random(2);
        List<String> ids = new ArrayList<>();
        for (Instant at = AT; at.isBefore(AT.plusSeconds(10)); at = at.plusMillis(1)) {
            ids.add(ExecutionId.timeOrdered(at, random.nextLong(), random.nextLong())
                    .toString());
        }
        assertThat(ids).isSorted();
    }

    @Test
    void doesNotCollideOverAMillionTicks() {
        // given: a thousand jobs with the same thousand instants, which leaves only the hash to tell them apart
        UUID[] ids = IntStream.range(0, 1_000_000)
                .mapToObj(i -> ExecutionId.ofTick(new UUID(0x7000, i / 1_000), AT.plusSeconds(60L * (i % 1_000))))
                .toArray(UUID[]::new);

        // when
        Arrays.sort(ids);

        // then
        assertThat(IntStream.range(1, ids.length).filter(i -> ids[i].equals(ids[i - 1])))
                .isEmpty();
    }
}
