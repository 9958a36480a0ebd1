package dev.belfry.api.transaction;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Makes one transaction before requests are let in. The first one of a process loads thousands of classes, which takes
 * seconds on a busy machine: more than a request waits for its database.
 */
@Readiness
@Singleton
class FirstTransaction implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(FirstTransaction.class);

    /** Without a database there is nothing to wait for; the check of the database says so. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private volatile boolean over;

    void make(@Observes StartupEvent starting) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(Panache::flush)
                    .ifNoItem()
                    .after(PATIENCE)
                    .fail());
        } catch (Throwable e) {
            LOG.warnf("the first transaction failed, requests will make it: %s", e);
        } finally {
            over = true;
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("first transaction").status(over).build();
    }
}
