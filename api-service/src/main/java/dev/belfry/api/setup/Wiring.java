package dev.belfry.api.setup;

import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.transport.database.DatabaseAnswers;
import dev.belfry.transport.http.OutboundConfig;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;

/** Makes what core leaves to its caller: chance and the guard's exceptions. Asks for the keys. */
public class Wiring {

    @Produces
    @Singleton
    RandomGenerator random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    AddressGuard addressGuard(OutboundConfig config) {
        return config.guard();
    }

    @Produces
    @Readiness
    HealthCheck database(Pool pool) {
        return () -> DatabaseAnswers.check(pool);
    }

    /**
     * Being handed them is enough. At the start, so that a service without keys does not wait for the first secret to
     * say so, and no event loop waits for the file.
     */
    void askForKeys(@Observes StartupEvent starting, SecretBox keys) {}
}
