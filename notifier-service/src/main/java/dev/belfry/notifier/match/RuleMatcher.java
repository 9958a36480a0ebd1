package dev.belfry.notifier.match;

import dev.belfry.core.message.ExecutionFinished;
import dev.belfry.core.message.MonitorChanged;
import dev.belfry.transport.kafka.Received;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Matches what happened with rules. Blocks; made for the readers' and a loop's thread. */
public final class RuleMatcher {

    private static final Logger LOG = Logger.getLogger(RuleMatcher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(2);

    /** News on their way are given this long before the sweep takes over. */
    private static final Duration OVERDUE_AFTER = Duration.ofSeconds(5);

    private static final int SWEEP_BATCH = 500;

    private static final Duration LOOK_FOR_LATE_EVERY = Duration.ofSeconds(5);

    private final Matching matching;
    private final Runnable wakeDelivery;

    /** A matcher that calls for delivery when it has written something to deliver. */
    public RuleMatcher(Pool pool, Clock clock, Runnable wakeDelivery) {
        this.matching = new Matching(pool, clock);
        this.wakeDelivery = wakeDelivery;
    }

    /** Takes news of executions; they are acknowledged once their deliveries are written. */
    public void acceptEnds(List<Received<ExecutionFinished>> news) {
        List<UUID> ids = news.stream()
                .filter(received -> !received.message().needsNoReport())
                .map(received -> received.message().executionId())
                .toList();
        if (!ids.isEmpty()) {
            match(connection -> MatchRepository.ends(connection, ids));
        }
        news.forEach(received -> received.acknowledge().run());
    }

    /** Takes news of monitors; they are acknowledged once their deliveries are written. */
    public void acceptFlips(List<Received<MonitorChanged>> news) {
        List<UUID> ids =
                news.stream().map(received -> received.message().flipId()).toList();
        match(connection -> MatchRepository.flips(connection, ids));
        news.forEach(received -> received.acknowledge().run());
    }

    /** One round over what no news came for. Gives how long to wait for the next. */
    public Duration sweep() {
        int written = match(connection -> MatchRepository.overdueEnds(connection, OVERDUE_AFTER, SWEEP_BATCH))
                + match(connection -> MatchRepository.overdueFlips(connection, OVERDUE_AFTER, SWEEP_BATCH));
        if (written > 0) {
            LOG.infof("deliveries written for what no news came of: deliveries=%d", written);
        }
        return SWEEP_EVERY;
    }

    /** One round over what runs and began late. Gives how long to wait for the next. */
    public Duration late() {
        int written = match(connection -> MatchRepository.lateStarts(connection, SWEEP_BATCH));
        return written == SWEEP_BATCH ? Duration.ZERO : LOOK_FOR_LATE_EVERY;
    }

    private int match(Function<SqlConnection, Uni<List<Match>>> find) {
        int written = matching.run(find).await().atMost(PATIENCE);
        if (written > 0) {
            wakeDelivery.run();
        }
        return written;
    }
}
