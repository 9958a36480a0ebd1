package dev.belfry.embedded.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a Quarkus test the real servers, as {@code @QuarkusTestResource} or {@code @WithTestResource}. */
public final class ServersResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Servers servers = Servers.start();
        return Map.of(
                "quarkus.datasource.reactive.url",
                servers.reactiveUrl(),
                "quarkus.datasource.username",
                servers.user(),
                "quarkus.datasource.password",
                servers.password(),
                "kafka.bootstrap.servers",
                servers.bootstrap(),
                "quarkus.http.host",
                "127.0.0.1",
                "quarkus.http.test-port",
                "0",
                "belfry.outbound.allow",
                "127.0.0.0/8,::1/128",
                "belfry.secret.keyset",
                servers.keyset(),
                "belfry.auth.jwt-key",
                "a key for tests, which nobody keeps secret, and long enough for every HMAC",
                "belfry.rate-limit",
                "off");
    }

    /** Nothing: the servers serve the whole JVM and end with it. */
    @Override
    public void stop() {}
}
