package dev.belfry.transport.secret;

import dev.belfry.core.secret.SecretBox;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * What seals and opens secrets in a service, until the service ends. It is made for the first who asks, which reads a
 * file: a service that needs it asks while it starts, and then fails at once when it has no keys. One that never asks
 * needs none.
 */
@Singleton
class Keys {

    @Produces
    @Singleton
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
