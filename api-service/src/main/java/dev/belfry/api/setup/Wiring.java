package dev.belfry.api.setup;

import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.transport.http.OutboundConfig;
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

    @Produces
    @Singleton
    SecretBox secretBox(SecretConfig config) {
        return SecretBox.of(config.keyset());
    }
}
