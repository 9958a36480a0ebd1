package dev.belfry.executor.run;

import dev.belfry.core.secret.SecretBox;
import dev.belfry.executor.admission.AdmissionLimits;
import dev.belfry.executor.run.Executor.Surroundings;
import dev.belfry.transport.database.DatabaseAnswers;
import dev.belfry.transport.health.LoopsAlive;
import dev.belfry.transport.http.OutboundConfig;
import dev.belfry.transport.kafka.KafkaConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** The process around the {@link Executor}: it starts and stops with the process and answers its health checks. */
@Startup
@Singleton
class ExecutorService {

    private final Executor executor;
    private final Pool pool;

    ExecutorService(Surroundings surroundings, RunConfig config, AdmissionLimits limits) {
        this.pool = surroundings.pool();
        this.executor = new Executor(surroundings, config, limits);
        executor.start();
    }

    /** Not when the bean is destroyed: the database's pool is closed by then. */
    void stop(@Observes ShutdownEvent stopping) {
        executor.close();
    }

    @Produces
    @Liveness
    HealthCheck alive() {
        return () -> LoopsAlive.check(executor.loops());
    }

    @Produces
    @Readiness
    HealthCheck database() {
        return () -> DatabaseAnswers.check(pool.getDelegate());
    }

    @Produces
    @Readiness
    HealthCheck ready() {
        return () ->
                HealthCheckResponse.named("executor").status(executor.isReady()).build();
    }

    @Singleton
    static class SurroundingsProducer {
        @Produces
        @Singleton
        Surroundings surroundings(
                Vertx vertx,
                Pool pool,
                @ReactiveDataSource("leases") Pool leases,
                KafkaConfig kafka,
                OutboundConfig outbound,
                MeterRegistry registry,
                SecretBox secrets) {
            return new Surroundings(vertx, pool, leases, kafka, outbound.guard(), registry, secrets);
        }
    }
}
