package dev.belfry.scheduler.run;

import dev.belfry.scheduler.claim.ClaimConfig;
import dev.belfry.scheduler.dispatch.DispatchConfig;
import dev.belfry.scheduler.monitor.MonitorConfig;
import dev.belfry.scheduler.partition.PartitionConfig;
import dev.belfry.scheduler.rescue.RescueConfig;
import dev.belfry.scheduler.run.Scheduler.Settings;
import dev.belfry.scheduler.run.Scheduler.Surroundings;
import dev.belfry.transport.database.DatabaseAnswers;
import dev.belfry.transport.health.LoopsAlive;
import dev.belfry.transport.kafka.KafkaConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** The process around the {@link Scheduler}: it starts and stops with the process and answers its health checks. */
@Startup
@Singleton
class SchedulerService {

    private final Scheduler scheduler;
    private final Pool pool;

    SchedulerService(Surroundings surroundings, Settings settings) {
        this.pool = surroundings.pool();
        this.scheduler = new Scheduler(surroundings, settings);
        scheduler.start();
    }

    /** Not when the bean is destroyed: the database's pool is closed by then. */
    void stop(@Observes ShutdownEvent stopping) {
        scheduler.close();
    }

    @Produces
    @Liveness
    HealthCheck alive() {
        return () -> LoopsAlive.check(scheduler.loops());
    }

    @Produces
    @Readiness
    HealthCheck database() {
        return () -> DatabaseAnswers.check(pool.getDelegate());
    }

    @Singleton
    static class Producer {
        @Produces
        @Singleton
        Surroundings surroundings(Vertx vertx, Pool pool, KafkaConfig kafka) {
            return new Surroundings(vertx, pool, kafka);
        }

        @Produces
        @Singleton
        Settings settings(
                ClaimConfig claim,
                DispatchConfig dispatch,
                RescueConfig rescue,
                PartitionConfig partition,
                MonitorConfig monitor) {
            return new Settings(claim, dispatch, rescue, partition, monitor);
        }
    }
}
