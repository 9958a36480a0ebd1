package dev.belfry.api.auth;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Keeps when each token was used last, for its owner to see. A use costs a note in memory; the notes are written all in
 * one statement, now and then, and each token's once a minute at most. What a crash takes along is missed by nobody.
 */
@Singleton
class TokenUses {

    private static final Logger LOG = Logger.getLogger(TokenUses.class);
    private static final Duration SHUTDOWN = Duration.ofSeconds(1);

    private final TokenRepository tokens;
    private final Vertx vertx;
    private final Clock clock;
    private final AuthConfig config;
    private final Map<UUID, Instant> noted = new ConcurrentHashMap<>();

    TokenUses(TokenRepository tokens, Vertx vertx, Clock clock, AuthConfig config) {
        this.tokens = tokens;
        this.vertx = vertx;
        this.clock = clock;
        this.config = config;
    }

    void note(UUID token) {
        noted.put(token, clock.instant());
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(
                config.writeUsesEvery().toMillis(),
                timer -> write().subscribe()
                        .with(
                                done -> {},
                                failure -> LOG.warnf("When tokens were used could not be written: %s", failure)));
    }

    void stop(@Observes ShutdownEvent event) {
        try {
            write().await().atMost(SHUTDOWN);
        } catch (RuntimeException e) {
            LOG.debugf("When tokens were used could not be written at the end: %s", e);
        }
    }

    private Uni<Void> write() {
        Map<UUID, Instant> uses = new HashMap<>(noted);
        // A use that was noted meanwhile stays for the next time.
        uses.forEach(noted::remove);
        return uses.isEmpty() ? Uni.createFrom().voidItem() : tokens.writeUses(uses);
    }
}
