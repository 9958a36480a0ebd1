package dev.belfry.api.account;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Removes, now and then, the failed logins that count no more: whoever tries addresses at random would fill the table. */
@Singleton
class LoginTrySweep {

    private static final Logger LOG = Logger.getLogger(LoginTrySweep.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final LoginTryRepository tries;
    private final Clock clock;

    LoginTrySweep(LoginTryRepository tries, Clock clock) {
        this.tries = tries;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(
                PAUSE.toMillis(),
                timer -> tries.sweep(clock.instant())
                        .subscribe()
                        .with(done -> {}, failure -> LOG.warnf("Old failed logins could not be removed: %s", failure)));
    }
}
