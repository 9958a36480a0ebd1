package dev.belfry.api.stream;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.core.loop.Loop;
import dev.belfry.core.message.ExecutionFinished;
import dev.belfry.core.message.Topics;
import dev.belfry.transport.kafka.KafkaConfig;
import dev.belfry.transport.kafka.Received;
import dev.belfry.transport.kafka.TopicReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the streams of a workspace when something finished there. Every instance hears everything; what it does not hear
 * the streams find at their next look, so the service neither waits for Kafka nor needs it.
 */
@Startup
@Singleton
class FinishedNews {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
    private static final Duration CONNECTED = Duration.ofDays(365);

    private final KafkaConfig kafka;
    private final Listeners listeners;
    private final Loop connect;
    private volatile @Nullable TopicReader<ExecutionFinished> reader;

    FinishedNews(KafkaConfig kafka, Listeners listeners) {
        this.kafka = kafka;
        this.listeners = listeners;
        // A client cannot even be made while the brokers' name does not resolve, and to find out blocks.
        this.connect = new Loop("connect-finished-news", TRY_AGAIN, this::connect).start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        connect.close();
        TopicReader<ExecutionFinished> open = reader;
        if (open != null) {
            open.close();
        }
    }

    private Duration connect() {
        if (reader == null) {
            reader = TopicReader.broadcast(
                            kafka.topic(Topics.EXECUTION_FINISHED), ExecutionFinished.class, this::wake, () -> true)
                    .start();
        }
        return CONNECTED;
    }

    private void wake(List<Received<ExecutionFinished>> news) {
        news.stream()
                .map(received -> received.message().workspaceId())
                .distinct()
                .forEach(workspace -> listeners.wake(new WorkspaceId(workspace)));
    }
}
