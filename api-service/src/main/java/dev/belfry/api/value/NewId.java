package dev.belfry.api.value;

import dev.belfry.core.execution.ExecutionId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes ids: time-ordered UUIDs that grow with each call on one instance, also within a millisecond (RFC 9562, 6.2,
 * method 1), so that a list shows things in the order they were made.
 */
@Singleton
public class NewId {

    private static final int COUNTER_MAX = 0x0FFF;
    // The counter starts low, so that a millisecond has room for thousands.
    private static final int COUNTER_START_MAX = 0x0100;

    private static final int MILLIS_SHIFT = 16;

    private final Clock clock;
    private final RandomGenerator random;
    private long lastMillis;
    private int counter;

    public NewId(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public synchronized UUID next() {
        long millis = clock.millis();
        if (millis > lastMillis) {
            lastMillis = millis;
            counter = random.nextInt(COUNTER_START_MAX);
        } else if (counter == COUNTER_MAX) {
            lastMillis++;
            counter = 0;
        } else {
            counter++;
        }
        return ExecutionId.timeOrdered(Instant.ofEpochMilli(lastMillis), counter, random.nextLong());
    }

    /** The instant that an id carries, to the millisecond: when it was made. */
    public static Instant instantOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> MILLIS_SHIFT);
    }
}
