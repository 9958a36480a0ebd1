package dev.belfry.api.setup;

import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.transport.http.OutboundConfig;
import dev.belfry.transport.secret.KeySetWatch;
import dev.belfry.transport.secret.SecretConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.random.RandomGenerator;

/** Makes what core leaves to its caller: time, chance, the guard's exceptions and the keys. */
public class Wiring {

    /** Milliseconds are what ids and the wire carry; a finer clock would make an instant differ from its own copy. */
    @Produces
    @Singleton
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

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

    /** At the start, so that a service without keys does not wait for the first secret to say so. */
    @Produces
    @Singleton
    @Startup
    KeySetWatch keySet(SecretConfig config) {
        return KeySetWatch.start(config);
    }

    void close(@Disposes KeySetWatch keySet) {
        keySet.close();
    }

    @Produces
    @Singleton
    SecretBox secretBox(KeySetWatch keySet) {
        return keySet.box();
    }
}
