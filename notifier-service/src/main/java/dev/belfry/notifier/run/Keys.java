package dev.belfry.notifier.run;

import dev.belfry.core.secret.SecretBox;
import dev.belfry.transport.secret.KeySetWatch;
import dev.belfry.transport.secret.SecretConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What opens secrets, from the start to the end of the process. */
class Keys {

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
