package dev.belfry.api.setup;

import dev.belfry.core.loop.Loop;
import dev.belfry.transport.database.DatabaseClock;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The clock of all features. It tells the database's time, by which schedulers and executors go as well: an instance whose
 * own clock is an hour off would otherwise plan what is due in a minute for an hour later, or refuse it as past.
 */
@Startup
@Singleton
class DatabaseTime {

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final DatabaseClock clock;
    private final Loop samples;

    DatabaseTime(Pool pool) {
        this.clock = new DatabaseClock(pool, Clock.systemUTC());
        this.samples = new Loop("sample-clock", AFTER_FAILURE, this::sample).start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        samples.close();
    }

    /** Milliseconds are what ids and the wire carry; a finer clock would make an instant differ from its own copy. */
    @Produces
    @Singleton
    Clock clock() {
        return Clock.tick(clock, Duration.ofMillis(1));
    }

    @Produces
    @Readiness
    HealthCheck known() {
        return () -> HealthCheckResponse.named("clock").status(clock.isKnown()).build();
    }

    private Duration sample() throws Exception {
        clock.sample().toCompletionStage().toCompletableFuture().get(EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return EVERY;
    }
}
