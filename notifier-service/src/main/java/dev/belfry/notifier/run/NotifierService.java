package dev.belfry.notifier.run;

import dev.belfry.core.secret.SecretBox;
import dev.belfry.notifier.delivery.DeliveryConfig;
import dev.belfry.notifier.run.Notifier.Mailing;
import dev.belfry.notifier.run.Notifier.Surroundings;
import dev.belfry.notifier.watchdog.WatchdogConfig;
import dev.belfry.transport.database.DatabaseAnswers;
import dev.belfry.transport.health.LoopsAlive;
import dev.belfry.transport.http.OutboundConfig;
import dev.belfry.transport.kafka.KafkaConfig;
import dev.belfry.transport.mail.MailConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.reactive.ReactiveMailer;
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

/** The process around the {@link Notifier}: it starts and stops with the process and answers its health checks. */
@Startup
@Singleton
class NotifierService {

    private final Notifier notifier;
    private final Pool pool;

    NotifierService(Surroundings surroundings, DeliveryConfig delivery, WatchdogConfig watchdog) {
        this.pool = surroundings.pool();
        this.notifier = new Notifier(surroundings, new Notifier.Settings(delivery, watchdog));
        notifier.start();
    }

    /** Not when the bean is destroyed: the database's pool is closed by then. */
    void stop(@Observes ShutdownEvent stopping) {
        notifier.close();
    }

    @Produces
    @Liveness
    HealthCheck alive() {
        return () -> LoopsAlive.check(notifier.loops());
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
                HealthCheckResponse.named("notifier").status(notifier.isReady()).build();
    }

    @Singleton
    static class SurroundingsProducer {
        @Produces
        @Singleton
        Surroundings surroundings(
                Vertx vertx,
                Pool pool,
                KafkaConfig kafka,
                OutboundConfig outbound,
                SecretBox secrets,
                Mailing mail,
                MeterRegistry registry) {
            return new Surroundings(vertx, pool, kafka, outbound.guard(), secrets, mail, registry);
        }

        @Produces
        @Singleton
        Mailing mail(ReactiveMailer mailer, MailConfig config) {
            return new Mailing(mailer, config);
        }
    }
}
