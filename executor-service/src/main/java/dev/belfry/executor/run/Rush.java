package dev.belfry.executor.run;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Whether many calls begin at present, more than a thousand or two in a second. Confined to one event loop. */
final class Rush {

    private static final long WINDOW_NANOS = Duration.ofMillis(25).toNanos();
    private static final int CALLS_IN_TWO_WINDOWS = 75;

    private final LongSupplier nanos;
    private long window;
    private int begun;
    private int begunBefore;

    Rush(LongSupplier nanos) {
        this.nanos = nanos;
        this.window = nanos.getAsLong() / WINDOW_NANOS;
    }

    /** A call has begun. */
    void begun() {
        roll();
        begun++;
    }

    boolean isOn() {
        roll();
        return begun + begunBefore > CALLS_IN_TWO_WINDOWS;
    }

    private void roll() {
        long now = nanos.getAsLong() / WINDOW_NANOS;
        if (now != window) {
            begunBefore = now == window + 1 ? begun : 0;
            begun = 0;
            window = now;
        }
    }
}
