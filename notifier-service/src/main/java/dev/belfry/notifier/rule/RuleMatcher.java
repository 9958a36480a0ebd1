package dev.belfry.notifier.rule;

import dev.belfry.core.message.ExecutionFinished;
import dev.belfry.transport.kafka.Received;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Matches finished executions with rules. Blocks; made for the reader's and a loop's thread. */
public final class RuleMatcher {

    private static final Logger LOG = Logger.getLogger(RuleMatcher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(2);

    /** News on their way are given this long before the sweep takes over. */
    private static final Duration OVERDUE_AFTER = Duration.ofSeconds(5);

    private static final int SWEEP_BATCH = 500;

    private final RuleRepository rules;
    private final Runnable wakeDelivery;

    /** A matcher that calls for delivery when it has written something to deliver. */
    public RuleMatcher(Pool pool, Runnable wakeDelivery) {
        this.rules = new RuleRepository(pool);
        this.wakeDelivery = wakeDelivery;
    }

    /** Takes news; they are acknowledged once their deliveries are written. */
    public void accept(List<Received<ExecutionFinished>> news) {
        List<UUID> ids = news.stream()
                .filter(received -> !received.message().needsNoReport())
                .map(received -> received.message().executionId())
                .toList();
        if (!ids.isEmpty() && rules.report(ids).await().atMost(PATIENCE) > 0) {
            wakeDelivery.run();
        }
        news.forEach(received -> received.acknowledge().run());
    }

    /** One round over what no news came for. Gives how long to wait for the next. */
    public Duration sweep() {
        int written = rules.reportOverdue(OVERDUE_AFTER, SWEEP_BATCH).await().atMost(PATIENCE);
        if (written > 0) {
            LOG.infof("deliveries written for executions whose news did not come: deliveries=%d", written);
            wakeDelivery.run();
        }
        return SWEEP_EVERY;
    }
}
