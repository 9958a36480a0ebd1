package dev.belfry.api.ping;

import dev.belfry.api.address.Address;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ping that came in.
 *
 * @param run what the client calls the run it belongs to
 * @param arrivedNanos the reading of the process's own stopwatch when it came
 */
record Ping(
        UUID id,
        Address address,
        Signal signal,
        @Nullable String run,
        Sender sender,
        PingBody body,
        long arrivedNanos) {

    /** Where it came from. */
    record Sender(
            String method, @Nullable String ip, @Nullable String userAgent) {}
}
