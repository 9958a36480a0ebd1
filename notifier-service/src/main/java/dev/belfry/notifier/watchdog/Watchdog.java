package dev.belfry.notifier.watchdog;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Looks, judges, and has the operators told. Blocks; made for a loop's thread. */
public final class Watchdog {

    private static final Logger LOG = Logger.getLogger(Watchdog.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** By how much the lease of a message is longer than it may take, so that it is not sent twice by two. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private static final int GAP_IN_LOOKS = 4;

    private final WatchRepository rows;
    private final WatchdogConfig config;
    private final OperatorsChannel operators;
    private final Clock clock;
    private final Sight sight;

    public Watchdog(Pool pool, WatchdogConfig config, OperatorsChannel operators, Clock clock) {
        this.rows = new WatchRepository(pool);
        this.config = config;
        this.operators = operators;
        this.clock = clock;
        Duration gap = config.pollInterval().multipliedBy(GAP_IN_LOOKS).plus(PATIENCE);
        this.sight = new Sight(config.onLate(), gap);
    }

    /** One look. Gives how long to wait for the next. */
    public Duration round() {
        Instant now = clock.instant();
        String trouble;
        try {
            trouble = rows.look(now.minus(config.onLate()))
                    .await()
                    .atMost(PATIENCE)
                    .trouble(now, config.onLate());
        } catch (RuntimeException e) {
            sight.blind();
            LOG.debugf("the watchdog sees nothing: %s", e);
            return config.pollInterval();
        }
        sight.saw(now, trouble.isEmpty());
        if (sight.mayJudge() && !trouble.isEmpty()) {
            rows.raise(now, trouble).await().atMost(PATIENCE);
        } else if (sight.isWellForLong()) {
            rows.end(now).await().atMost(PATIENCE);
        }
        if (sight.mayJudge()) {
            rows.claim(operators.patience().plus(MARGIN))
                    .await()
                    .atMost(PATIENCE)
                    .ifPresent(this::tell);
        }
        return config.pollInterval();
    }

    /** One that was not taken is sent again when its lease is over. */
    private void tell(Alarm alarm) {
        if (alarm.isOver()) {
            LOG.infof("the trouble is over: began=%s", alarm.beganAt());
        } else {
            LOG.errorf("the engine is in trouble: %s", alarm.facts());
        }
        if (operators.tell(alarm, clock.instant())) {
            rows.told(alarm).await().atMost(PATIENCE);
        }
    }
}
