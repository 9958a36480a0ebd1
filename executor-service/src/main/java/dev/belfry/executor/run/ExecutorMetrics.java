package dev.belfry.executor.run;

import dev.belfry.executor.attempt.AttemptOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** What the executor counts. */
final class ExecutorMetrics {

    private static final Logger LOG = Logger.getLogger(ExecutorMetrics.class);

    private final MeterRegistry registry;
    private final Timer lateness;
    private final DistributionSummary claimBatch;
    private final Counter claimsMissed;
    private final Counter leasesLost;
    private final Counter newsLost;
    private final Counter messagesLeft;

    ExecutorMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.lateness = Timer.builder("executor.lateness")
                .description("From the scheduled time to the start of the first attempt")
                .publishPercentileHistogram()
                .register(registry);
        this.claimBatch = DistributionSummary.builder("executor.claim.batch")
                .description("Executions in one claim statement")
                .register(registry);
        this.claimsMissed = Counter.builder("executor.claim.missed")
                .description("Executions that were no longer queued when they were to be claimed")
                .register(registry);
        this.leasesLost = Counter.builder("executor.lease.lost")
                .description("Attempts that ended after their lease was lost")
                .register(registry);
        this.newsLost = Counter.builder("executor.news.lost")
                .description("Ends and cancellations whose message was not acknowledged; the sweepers find them")
                .register(registry);
        this.messagesLeft = Counter.builder("executor.messages.left")
                .description("Messages left to the scheduler to send again: their workspace holds its share already")
                .register(registry);
    }

    /** A message that its workspace has no room for any more. */
    void messageLeft() {
        messagesLeft.increment();
    }

    void claimed(int asked) {
        claimBatch.record(asked);
    }

    void missed(int claims) {
        claimsMissed.increment(claims);
    }

    void started(Instant scheduledFor, Instant startedAt) {
        Duration late = Duration.between(scheduledFor, startedAt);
        lateness.record(late.isNegative() ? Duration.ZERO : late);
    }

    void attempted(AttemptOutcome outcome) {
        String error =
                outcome.errorCode() == null ? "none" : outcome.errorCode().name();
        registry.counter("executor.attempts", "status", outcome.wireStatus(), "error", error)
                .increment();
    }

    void leasesLost(long attempts) {
        leasesLost.increment(attempts);
    }

    void newsLost(int count, Throwable failure) {
        newsLost.increment(count);
        LOG.warnf("news not acknowledged, the sweepers find the rows: executions=%d %s", count, failure);
    }
}
