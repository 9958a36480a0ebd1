package dev.belfry.transport.health;

import dev.belfry.core.loop.Loop;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** The liveness check of background loops: one whose round takes longer than ten minutes hangs, and only a restart helps. */
public final class LoopsAlive {

    private static final Duration LONGEST_ROUND = Duration.ofMinutes(10);

    private LoopsAlive() {}

    public static HealthCheckResponse check(List<Loop> loops) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("loops").up();
        for (Loop loop : loops) {
            boolean alive = loop.isAlive(LONGEST_ROUND);
            response.withData(loop.name(), alive);
            if (!alive) {
                response.down();
            }
        }
        return response.build();
    }
}
