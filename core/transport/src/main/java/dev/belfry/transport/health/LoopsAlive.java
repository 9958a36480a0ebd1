package dev.belfry.transport.health;

import dev.belfry.core.loop.Loop;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** The liveness check of background loops: one that has not moved for a minute hangs, and only a restart helps. */
public final class LoopsAlive {

    private static final Duration HANGS_AFTER = Duration.ofMinutes(1);

    private LoopsAlive() {}

    public static HealthCheckResponse check(List<Loop> loops) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("loops").up();
        for (Loop loop : loops) {
            Duration silence = loop.sinceLastBeat();
            response.withData(loop.name() + "-silent-ms", silence.toMillis());
            if (silence.compareTo(HANGS_AFTER) > 0) {
                response.down();
            }
        }
        return response.build();
    }
}
