package dev.belfry.api.control;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.control.ControlRepository.Canceled;
import dev.belfry.core.execution.ExecutionStatus;
import dev.belfry.core.loop.Loop;
import dev.belfry.core.message.ExecutionCancelRequested;
import dev.belfry.core.message.ExecutionFinished;
import dev.belfry.core.message.Topics;
import dev.belfry.transport.kafka.KafkaConfig;
import dev.belfry.transport.kafka.TopicPublisher;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the executors of a cancel, and the live streams of its end. Nobody waits for it: the row is decided, executors
 * find their lease gone when they renew it, and streams look into the table anyway.
 */
@Startup
@Singleton
class CancelNews {

    private static final Logger LOG = Logger.getLogger(CancelNews.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
    private static final Duration CONNECTED = Duration.ofDays(365);

    private record Publishers(
            TopicPublisher<ExecutionCancelRequested> requested, TopicPublisher<ExecutionFinished> finished) {}

    private final KafkaConfig kafka;
    private final Loop connect;
    private volatile @Nullable Publishers publishers;

    CancelNews(KafkaConfig kafka) {
        this.kafka = kafka;
        // A client cannot even be made while the brokers' name does not resolve, and to find out blocks.
        this.connect = new Loop("connect-cancel-news", TRY_AGAIN, this::connect).start();
    }

    void tell(WorkspaceId workspace, UUID id, Canceled canceled) {
        Publishers to = publishers;
        if (to == null) {
            LOG.warnf("no broker yet, executors notice the cancel at their next renewal: executionId=%s", id);
            return;
        }
        to.requested
                .publish(List.of(new ExecutionCancelRequested(id, workspace.value())))
                .subscribe()
                .with(sent -> {}, failure -> lost(id, failure));
        to.finished
                .publish(List.of(new ExecutionFinished(
                        id,
                        workspace.value(),
                        canceled.jobId(),
                        ExecutionStatus.CANCELED.wireName(),
                        canceled.at(),
                        null)))
                .subscribe()
                .with(sent -> {}, failure -> lost(id, failure));
    }

    void stop(@Observes ShutdownEvent stopping) {
        connect.close();
        Publishers open = publishers;
        if (open != null) {
            open.requested.close();
            open.finished.close();
        }
    }

    private Duration connect() {
        if (publishers == null) {
            publishers = new Publishers(
                    new TopicPublisher<>(
                            kafka.topic(Topics.EXECUTION_CANCEL_REQUESTED),
                            message -> message.executionId().toString()),
                    new TopicPublisher<>(
                            kafka.topic(Topics.EXECUTION_FINISHED),
                            message -> message.executionId().toString()));
        }
        return CONNECTED;
    }

    private static void lost(UUID id, Throwable failure) {
        LOG.warnf("cancel not told, executors notice at their next renewal: executionId=%s %s", id, failure);
    }
}
