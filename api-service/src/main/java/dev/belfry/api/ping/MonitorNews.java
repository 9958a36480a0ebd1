package dev.belfry.api.ping;

import dev.belfry.core.loop.Loop;
import dev.belfry.core.message.MonitorChanged;
import dev.belfry.core.message.Topics;
import dev.belfry.transport.kafka.KafkaConfig;
import dev.belfry.transport.kafka.TopicPublisher;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells the notifier of flips. Nobody waits for it: the flips are rows, which the notifier reads when it hears nothing. */
@Startup
@Singleton
class MonitorNews {

    private static final Logger LOG = Logger.getLogger(MonitorNews.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
    private static final Duration CONNECTED = Duration.ofDays(365);

    private final KafkaConfig kafka;
    private final Loop connect;
    private volatile @Nullable TopicPublisher<MonitorChanged> publisher;

    MonitorNews(KafkaConfig kafka) {
        this.kafka = kafka;
        // A client cannot even be made while the brokers' name does not resolve, and to find out blocks.
        this.connect = new Loop("connect-monitor-news", TRY_AGAIN, this::connect).start();
    }

    void tell(List<MonitorChanged> news) {
        TopicPublisher<MonitorChanged> to = publisher;
        if (to == null && !news.isEmpty()) {
            LOG.warnf("no broker yet, the notifier finds the flips in the table: flips=%d", news.size());
        } else if (to != null) {
            to.publish(news).subscribe().with(sent -> {}, failure -> lost(news, failure));
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        connect.close();
        TopicPublisher<MonitorChanged> open = publisher;
        if (open != null) {
            open.close();
        }
    }

    private Duration connect() {
        if (publisher == null) {
            publisher = new TopicPublisher<>(
                    kafka.topic(Topics.MONITOR_CHANGED),
                    message -> message.monitorId().toString());
        }
        return CONNECTED;
    }

    private static void lost(List<MonitorChanged> news, Throwable failure) {
        LOG.warnf("flips not told, the notifier finds them in the table: flips=%d %s", news.size(), failure);
    }
}
