package dev.belfry.scheduler.monitor;

import dev.belfry.core.message.MonitorChanged;
import dev.belfry.transport.kafka.TopicPublisher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Looks for overdue monitors. Blocks on the database and never on Kafka; made for a loop's thread. */
public final class MonitorWatch {

    private static final Logger LOG = Logger.getLogger(MonitorWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pool pool;
    private final MonitorRepository monitors = new MonitorRepository();
    private final TopicPublisher<MonitorChanged> publisher;
    private final MonitorConfig config;

    public MonitorWatch(Pool pool, TopicPublisher<MonitorChanged> publisher, MonitorConfig config) {
        this.pool = pool;
        this.publisher = publisher;
        this.config = config;
    }

    /** One round. Gives how long to wait for the next. */
    public Duration round() {
        Round round = pool.withTransaction(this::judge).await().atMost(PATIENCE);
        if (!round.news().isEmpty()) {
            publisher.publish(round.news()).subscribe().with(sent -> {}, failure -> lost(round.news(), failure));
        }
        return round.judged() == config.batchSize() ? Duration.ZERO : config.pollInterval();
    }

    private record Round(int judged, List<MonitorChanged> news) {}

    private Uni<Round> judge(SqlConnection in) {
        return monitors.claim(in, config.settle(), config.batchSize())
                .chain(overdue ->
                        overdue.isEmpty() ? Uni.createFrom().item(new Round(0, List.of())) : judge(in, overdue));
    }

    private Uni<Round> judge(SqlConnection in, List<OverdueMonitor> overdue) {
        Instant since = overdue.stream()
                .map(monitor -> monitor.waiting().anchor())
                .min(Instant::compareTo)
                .orElseThrow();
        Instant now = overdue.get(0).judgedUpTo().plus(config.settle());
        return monitors.spans(in, since)
                .map(spans ->
                        Judgement.of(overdue, Listening.of(spans, config.settle()), now, ThreadLocalRandom.current()))
                .chain(judgement -> monitors.waitOn(in, judgement.waiting())
                        .chain(() -> monitors.bringDown(in, judgement.fallen())))
                .map(news -> new Round(overdue.size(), news));
    }

    private static void lost(List<MonitorChanged> news, Throwable failure) {
        LOG.warnf("flips not told, the notifier finds them in the table: flips=%d %s", news.size(), failure);
    }
}
