package dev.belfry.embedded.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a Quarkus test the real servers, as {@code @QuarkusTestResource} or {@code @WithTestResource}. */
public final class ServersResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Servers servers = Servers.start();
        return Map.ofEntries(
                Map.entry("quarkus.datasource.reactive.url", servers.reactiveUrl()),
                Map.entry("quarkus.datasource.username", servers.user()),
                Map.entry("quarkus.datasource.password", servers.password()),
                Map.entry("kafka.bootstrap.servers", servers.bootstrap()),
                Map.entry("quarkus.http.host", "127.0.0.1"),
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("belfry.outbound.allow", "127.0.0.0/8,::1/128"),
                Map.entry("belfry.secret.keyset", servers.keyset()),
                Map.entry(
                        "belfry.auth.jwt-key",
                        "a key for tests, which nobody keeps secret, and long enough for every HMAC"),
                Map.entry("belfry.rate-limit", "off"),
                Map.entry("api.channel-test.wait-for", "200ms"));
    }

    /** Nothing: the servers serve the whole JVM and end with it. */
    @Override
    public void stop() {}
}
